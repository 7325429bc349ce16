package io.orilla.server.document;

import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Spelling;
import java.util.List;

/** How a name that leads nowhere is reported. */
final class References {
  private References() {}

  static String missing(String kind, ObjectName name, List<? extends Declared<?>> existing) {
    List<String> names = existing.stream().map(declared -> declared.name().text()).toList();
    return "there is no %s '%s'%s; %s"
        .formatted(
            kind,
            name,
            Spelling.suggestion(name.text(), names),
            names.isEmpty()
                ? "apply it before, or in the same request"
                : "there are " + String.join(", ", names));
  }
}

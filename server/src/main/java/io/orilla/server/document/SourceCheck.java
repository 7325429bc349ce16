package io.orilla.server.document;

import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.SignalName;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A signal has one source: two would write two truths under one name. */
final class SourceCheck implements Check {
  @Override
  public void check(Declarations declarations, Consumer<String> problems) {
    Map<SignalName, Declared<SourceSpec>> owners = new HashMap<>();
    for (Declared<SourceSpec> source : declarations.all(SourceSpec.class)) {
      for (SourceSpec.Signal signal : source.spec().signals()) {
        Declared<SourceSpec> owner = owners.putIfAbsent(signal.name(), source);
        if (owner != null) {
          problems.accept(
              source.title()
                  + ": the signal '"
                  + signal.name()
                  + "' is declared by "
                  + owner.title()
                  + " already; declare it in one of them");
        }
      }
    }
  }
}

package io.orilla.server.document;

import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.Spelling;
import io.orilla.model.signal.SignalName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A source's settings and addresses are as its connector describes them, and a signal has one
 * source: two would write two truths under one name.
 */
final class SourceCheck implements Check {
  /** The setting of connectors whose signals name themselves by where they come from. */
  private static final String TOPICS = "topics";

  private final Map<String, ConnectorDescription> connectors;

  SourceCheck(Map<String, ConnectorDescription> connectors) {
    this.connectors = connectors;
  }

  @Override
  public void check(Declarations declarations, Consumer<String> problems) {
    Map<SignalName, Declared<SourceSpec>> owners = new HashMap<>();
    for (Declared<SourceSpec> source : declarations.all(SourceSpec.class)) {
      if (isEmpty(source.spec())) {
        problems.accept(source.title() + ": spec.signals: declare at least one");
      }
      described(source.spec()).forEach(p -> problems.accept(source.title() + ": spec." + p));
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

  private static boolean isEmpty(SourceSpec source) {
    return source.signals().isEmpty() && !source.settings().has(TOPICS);
  }

  /** A server that has no connectors beside it leaves this to the nodes. */
  private List<String> described(SourceSpec source) {
    ConnectorDescription description = connectors.get(source.connector());
    if (description != null) {
      return description.problems(source);
    }
    return connectors.isEmpty()
        ? List.of()
        : List.of(
            "connector: '%s' is not known%s; known are %s"
                .formatted(
                    source.connector(),
                    Spelling.suggestion(source.connector(), connectors.keySet()),
                    connectors.keySet()));
  }
}

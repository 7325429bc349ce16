package io.orilla.server.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.document.AlarmRuleSpec;
import io.orilla.model.document.Interlock;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.Spelling;
import io.orilla.model.document.WorkloadSpec;
import io.orilla.model.signal.AssetName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An output's settings and addresses are as its connector describes them, what it says is known on
 * its node, and nobody else writes there.
 */
final class OutputCheck implements Check {
  private final Map<String, ConnectorDescription> connectors;

  OutputCheck(Map<String, ConnectorDescription> connectors) {
    this.connectors = connectors;
  }

  /** Where one output alone may write. */
  private record Place(ObjectName node, String connector, JsonNode settings, String address) {}

  @Override
  public void check(Declarations declarations, Consumer<String> problems) {
    Map<Place, Declared<OutputSpec>> writers = new HashMap<>();
    for (Declared<OutputSpec> output : declarations.all(OutputSpec.class)) {
      Consumer<String> own = problem -> problems.accept(output.title() + ": spec." + problem);
      OutputSpec spec = output.spec();
      described(spec).forEach(own);
      for (int index = 0; index < spec.writes().size(); index++) {
        String path = "writes[" + index + "].";
        OutputSpec.Write write = spec.writes().get(index);
        Declared<OutputSpec> other =
            writers.putIfAbsent(
                new Place(spec.node(), spec.connector(), spec.settings(), write.address()), output);
        if (other != null) {
          own.accept(path + "address: " + other.title() + " writes there already");
        }
        problem(write, spec.node(), declarations).ifPresent(problem -> own.accept(path + problem));
      }
      for (Interlock interlock : spec.onlyWhile()) {
        if (!isReadBy(spec.node(), interlock.signal().asset(), declarations)) {
          own.accept(
              "onlyWhile: no Source of the node '%s' reads '%s'"
                  .formatted(spec.node(), interlock.signal()));
        }
      }
    }
  }

  private List<String> described(OutputSpec output) {
    ConnectorDescription description = connectors.get(output.connector());
    if (description != null) {
      return description.problems(output);
    }
    return connectors.isEmpty()
        ? List.of()
        : List.of(
            "connector: '%s' is not known%s; known are %s"
                .formatted(
                    output.connector(),
                    Spelling.suggestion(output.connector(), connectors.keySet()),
                    connectors.keySet()));
  }

  private static Optional<String> problem(
      OutputSpec.Write write, ObjectName node, Declarations declarations) {
    if (write.prediction().filter(value -> !AlarmCheck.isSaid(value, declarations)).isPresent()) {
      return write.prediction().map(value -> "prediction: " + AlarmCheck.nobodySays(value));
    }
    Optional<AssetName> asset =
        write
            .prediction()
            .map(OutputSpec.PredictedValue::asset)
            .or(() -> write.alarm().flatMap(alarm -> assetOf(alarm, declarations)));
    if (asset.isEmpty()) {
      return write
          .alarm()
          .map(
              alarm ->
                  "alarm: "
                      + References.missing(
                          "AlarmRule", alarm, declarations.all(AlarmRuleSpec.class)));
    }
    return asset
        .filter(one -> !isReadBy(node, one, declarations))
        .map(one -> "'%s' is not known on the node '%s'".formatted(one, node));
  }

  /** Of a declared alarm, or of the one that a champion has of its own. */
  private static Optional<AssetName> assetOf(ObjectName alarm, Declarations declarations) {
    return declarations
        .find(AlarmRuleSpec.class, alarm)
        .map(declared -> declared.spec().asset())
        .or(
            () ->
                declarations
                    .find(WorkloadSpec.class, alarm)
                    .filter(workload -> workload.spec().champions())
                    .map(workload -> workload.spec().asset()));
  }

  private static boolean isReadBy(ObjectName node, AssetName asset, Declarations declarations) {
    return declarations.all(SourceSpec.class).stream()
        .anyMatch(
            source -> source.spec().node().equals(node) && source.spec().assets().contains(asset));
  }
}

package io.orilla.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.client.Task;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla replay prediction ID...}. */
@Command(
    name = "replay",
    description = "Compute predictions again from the stored samples and compare bits.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "KIND", description = "prediction")
  private String kind = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID")
  private List<String> ids = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Predictions.only(kind);
    boolean equal = true;
    try (OrillaClient client = server.connect()) {
      Task task =
          TaskWait.finish(client, new Task(client.post("predictions/replay", Map.of("ids", ids))));
      for (JsonNode replayed : task.result().path("replayed")) {
        equal &= replayed.path("equal").asBoolean();
        spec.commandLine()
            .getOut()
            .printf(
                "%s %s %s%n",
                replayed.path("prediction").asText(),
                replayed.path("equal").asBoolean()
                    ? "same bits"
                    : "differs by " + replayed.path("largestDifference").asDouble(),
                replayed.path("detail").asText());
      }
    }
    return equal ? 0 : 1;
  }
}

package io.orilla.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla lineage prediction ID}. */
@Command(
    name = "lineage",
    description = "Show where a prediction comes from, down to its signals.",
    mixinStandardHelpOptions = true)
final class LineageCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "KIND", description = "prediction")
  private String kind = "";

  @Parameters(index = "1", paramLabel = "ID")
  private String id = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Predictions.only(kind);
    PrintWriter out = spec.commandLine().getOut();
    try (OrillaClient client = server.connect()) {
      JsonNode lineage = client.get("predictions/" + OrillaClient.encode(id) + "/lineage");
      for (JsonNode link : lineage.path("links")) {
        out.printf("%-18s %s%n", link.path("kind").asText(), link.path("name").asText());
        link.path("facts")
            .properties()
            .forEach(
                fact -> out.printf("%20s%s: %s%n", "", fact.getKey(), fact.getValue().asText()));
      }
    }
    return 0;
  }
}

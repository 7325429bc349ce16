package io.orilla.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla node ack ALARM --by NAME}. */
@Command(
    name = "ack",
    mixinStandardHelpOptions = true,
    description = "Acknowledge an alarm at the node itself; needs no server.")
final class AckCommand implements Callable<Integer> {
  @Mixin private HomeOption home = new HomeOption();

  @Parameters(paramLabel = "ALARM")
  private String alarm = "";

  @Option(names = "--by", paramLabel = "NAME", required = true, description = "who knows of it")
  private String by = "";

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    JsonNode answer =
        new HomeView(home.path()).post("/v1/alarms/" + alarm + "/acknowledge", Map.of("by", by));
    command
        .commandLine()
        .getOut()
        .println(alarm + "  " + answer.path("state").asText() + "  " + answer.path("by").asText());
    return 0;
  }
}

package io.orilla.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Micros;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is said at a node about one of its alarms, and by whom. */
final class AlarmOrder {
  @Mixin private HomeOption home = new HomeOption();

  @Parameters(paramLabel = "ALARM")
  private String alarm = "";

  @Option(names = "--by", paramLabel = "NAME", required = true, description = "who says so")
  private String by = "";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /** Prints how the alarm stands then. */
  int give(String what, Map<String, ?> more) {
    Map<String, Object> wish = new TreeMap<>(more);
    wish.put("by", by);
    JsonNode answer = new HomeView(home.path()).post("/v1/alarms/" + alarm + "/" + what, wish);
    command.commandLine().getOut().println(line(answer));
    return 0;
  }

  private String line(JsonNode answer) {
    String head = alarm + "  " + answer.path("state").asText() + "  ";
    JsonNode shelf = answer.path("shelf");
    if (!shelf.has("until")) {
      return head + answer.path("by").asText();
    }
    return shelf.has("endedBy")
        ? head + "no longer shelved"
        : head + "shelved until " + Micros.instant(shelf.path("until").asLong());
  }
}

package io.orilla.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.model.command.CommandState;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives a node a command and follows it in front of the user. */
final class NodeOrder {
  private static final long POLL_MILLIS = 300;

  @Mixin private ServerOption server = new ServerOption();

  @Option(
      names = "--valid",
      paramLabel = "DURATION",
      description = "how long the node may begin it (default: 10m)")
  private String valid = "10m";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  OrillaClient connect() {
    return server.connect();
  }

  /** The command's id; it waits for the node then. */
  String give(OrillaClient client, String node, Map<String, ?> action) {
    JsonNode given =
        client.post(
            "nodes/" + OrillaClient.encode(node) + "/commands",
            Map.of("action", action, "valid", valid));
    return given.path("id").asText();
  }

  /** Gives it and waits for its end; the exit code says whether it was done. */
  int carryOut(String node, Map<String, ?> action) {
    try (OrillaClient client = connect()) {
      return finish(client, give(client, node, action), spec.commandLine().getOut());
    }
  }

  /** Tells each state once; a node that wipes itself says no more after it took the command. */
  int finish(OrillaClient client, String id, PrintWriter out) {
    String told = "";
    while (true) {
      JsonNode command = client.get("commands/" + id);
      CommandState state = CommandState.valueOf(command.path("state").asText());
      String detail = command.path("detail").asText();
      String line = (state + "  " + detail).strip();
      if (!line.equals(told)) {
        out.println(line);
        out.flush();
        told = line;
      }
      boolean lastWord =
          command.path("action").path("kind").asText().equals("wipe") && !detail.isEmpty();
      if (!state.isOpen() || lastWord) {
        return state == CommandState.DONE || state == CommandState.ACCEPTED ? 0 : 1;
      }
      pause(id);
    }
  }

  private static void pause(String id) {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE, "no longer waiting; see 'orilla get commands " + id + "'", e);
    }
  }
}

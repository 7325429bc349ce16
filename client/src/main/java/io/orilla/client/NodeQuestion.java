package io.orilla.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.command.Action;
import io.orilla.model.command.CommandState;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Asks a node something of its plant, and reads the lines of its answer as they come. */
public final class NodeQuestion {
  private final OrillaClient client;
  private final String id;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private long position;

  private record Wish(Action action) {}

  private NodeQuestion(OrillaClient client, String id) {
    this.client = client;
    this.id = id;
  }

  /**
   * Returns when the answer has ended or enough of it was read.
   *
   * @param action whose {@code asks} is true
   * @param line takes a line, and says whether more is wanted
   * @throws OrillaException what the node or the server said of it, DEADLINE_EXCEEDED when the node
   *     did not answer
   */
  public static void ask(
      OrillaClient client, String node, Action action, Predicate<JsonNode> line) {
    JsonNode given =
        client.post("nodes/" + OrillaClient.encode(node) + "/commands", new Wish(action));
    new NodeQuestion(client, given.path("id").asText()).read(line);
  }

  private void read(Predicate<JsonNode> line) {
    while (true) {
      byte[] part = more();
      if (part.length == 0 && hasEnded()) {
        return;
      }
      for (byte next : part) {
        if (next != '\n') {
          begun.write(next);
        } else if (!line.test(answered(begun.toString(StandardCharsets.UTF_8)))) {
          return;
        } else {
          begun.reset();
        }
      }
    }
  }

  private byte[] more() {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    client.download("commands/" + id + "/output?wait=true&from=" + position, part);
    position += part.size();
    return part.toByteArray();
  }

  private boolean hasEnded() {
    JsonNode command = client.get("commands/" + id);
    CommandState state = CommandState.valueOf(command.path("state").asText());
    if (position == 0 && !state.isOpen() && state != CommandState.DONE) {
      throw new OrillaException(
          ErrorCode.DEADLINE_EXCEEDED,
          "no answer, %s: %s".formatted(state, command.path("detail").asText()));
    }
    return !state.isOpen();
  }

  private static JsonNode answered(String text) {
    JsonNode line = Json.read(text, JsonNode.class);
    if (line.has("problem")) {
      Problem problem = Json.read(Json.bytes(line.get("problem")), Problem.class);
      throw new OrillaException(problem.code(), problem.message());
    }
    return line;
  }
}

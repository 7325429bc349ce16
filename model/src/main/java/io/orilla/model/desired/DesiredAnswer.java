package io.orilla.model.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.model.command.SignedCommands;
import io.orilla.model.content.Json;
import java.util.Optional;

/**
 * What a node that asks is told: the state and the commands, each only when it is newer than what
 * the node knows. The commands' envelope lies in the state's under a key of its own.
 */
public record DesiredAnswer(Optional<SignedState> state, Optional<SignedCommands> commands) {
  private static final String COMMANDS = "commands";

  /** Whether there is nothing that the node does not know. */
  public boolean isEmpty() {
    return state.isEmpty() && commands.isEmpty();
  }

  public byte[] encode() {
    ObjectNode tree =
        state
            .map(envelope -> (ObjectNode) Json.tree(envelope))
            .orElseGet(JsonNodeFactory.instance::objectNode);
    commands.ifPresent(list -> tree.set(COMMANDS, Json.tree(list)));
    return Json.bytes(tree);
  }

  public static DesiredAnswer decode(byte[] body) {
    return new DesiredAnswer(state(body), commands(body));
  }

  /** The state alone, whatever the commands may be. */
  public static Optional<SignedState> state(byte[] body) {
    return Json.read(body, JsonNode.class).has("payload")
        ? Optional.of(Json.read(body, SignedState.class))
        : Optional.empty();
  }

  /** The commands alone, whatever the state may be. */
  public static Optional<SignedCommands> commands(byte[] body) {
    JsonNode commands = Json.read(body, JsonNode.class).path(COMMANDS);
    return commands.isMissingNode()
        ? Optional.empty()
        : Optional.of(Json.read(Json.bytes(commands), SignedCommands.class));
  }
}

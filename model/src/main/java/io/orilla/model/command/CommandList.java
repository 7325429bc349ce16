package io.orilla.model.command;

import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import java.util.List;

/**
 * All commands of a node that are open. It travels signed ({@link SignedCommands}). Format: {@code
 * docs/format/commands.md}.
 *
 * @param version strictly rising, so that an old list cannot be played again
 */
public record CommandList(ObjectName node, StateVersion version, List<Command> commands) {
  public CommandList {
    commands = List.copyOf(commands);
  }
}

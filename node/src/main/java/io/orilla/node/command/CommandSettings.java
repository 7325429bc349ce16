package io.orilla.node.command;

import java.util.List;

/**
 * What the server may have done here.
 *
 * @param allowReboot whether a signed command may restart the machine
 * @param reboot the command line that does
 * @param allowWipe whether a signed command may remove all that the node keeps
 * @param logBytes size of one of the four files that the agent's log rotates through
 */
public record CommandSettings(
    boolean allowReboot, List<String> reboot, boolean allowWipe, int logBytes) {
  public static final CommandSettings DEFAULT =
      new CommandSettings(false, List.of("systemctl", "reboot"), true, 2 << 20);

  public CommandSettings {
    reboot = List.copyOf(reboot);
  }
}

package io.orilla.node;

import io.orilla.model.error.OrillaException;
import picocli.CommandLine;

/** Command lines of our programs, which read and fail alike. */
public final class CommandLines {
  private CommandLines() {}

  public static CommandLine of(Object command) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(CommandLines::failed);
  }

  /**
   * An error that has a message for the user shows that and nothing else; any other is a bug and
   * shows all.
   */
  private static int failed(
      Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
    if (exception instanceof OrillaException known) {
      command.getErr().println("orilla: " + known.text());
    } else {
      exception.printStackTrace(command.getErr());
    }
    return 1;
  }
}

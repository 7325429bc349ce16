package io.orilla.node;

import io.orilla.model.error.OrillaException;
import picocli.CommandLine;

/**
 * {@code orilla node} as a program of its own: it needs the node's jars alone, and starts faster
 * than with all commands.
 */
public final class Main {
  private Main() {}

  /** The arguments behind {@code orilla node}. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new NodeCommand())
            .setCommandName("orilla node")
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::failed)
            .execute(arguments));
  }

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

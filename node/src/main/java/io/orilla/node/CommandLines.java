package io.orilla.node;

import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ProgramVersion;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** Command lines of our programs, which read and fail alike. */
public final class CommandLines {
  private CommandLines() {}

  public static CommandLine of(Object command) {
    CommandLine line =
        new CommandLine(command)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(CommandLines::failed);
    tellVersion(line);
    return line;
  }

  /** Each command says the same when it is asked for the version. */
  private static void tellVersion(CommandLine line) {
    line.getCommandSpec().version("orilla " + ProgramVersion.TEXT);
    line.getSubcommands().values().forEach(CommandLines::tellVersion);
  }

  /**
   * An error that has a message for the user, or is of a file that they named, shows that and
   * nothing else; any other is a bug and shows all.
   */
  private static int failed(
      Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
    switch (exception) {
      case OrillaException known -> command.getErr().println("orilla: " + known.text());
      case FileSystemException file -> command.getErr().println("orilla: " + text(file));
      default -> exception.printStackTrace(command.getErr());
    }
    return 1;
  }

  private static String text(FileSystemException problem) {
    return switch (problem) {
      case NoSuchFileException none -> none.getFile() + " is not there";
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
      default -> String.valueOf(problem.getMessage());
    };
  }
}

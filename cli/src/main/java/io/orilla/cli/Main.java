package io.orilla.cli;

import io.orilla.demo.SimulateCommand;
import io.orilla.demo.bench.BenchCommand;
import io.orilla.demo.story.DemoCommand;
import io.orilla.node.CommandLines;
import io.orilla.node.NodeCommand;
import io.orilla.server.ServerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code orilla}. */
@Command(
    name = "orilla",
    description =
        "The Edge AI platform for industry, from the PLC tag to the logged prediction and back.",
    mixinStandardHelpOptions = true,
    subcommands = {
      HelpCommand.class,
      DemoCommand.class,
      ServerCommand.class,
      NodeCommand.class,
      WorkerCommand.class,
      SimulateCommand.class,
      BenchCommand.class,
      TokenCommand.class,
      MapCommand.class,
      SourceCommand.class,
      ApplyCommand.class,
      ImportCommand.class,
      PlanCommand.class,
      GetCommand.class,
      DeleteCommand.class,
      RevokeCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      RunCommand.class,
      LineageCommand.class,
      ReplayCommand.class,
      RestartCommand.class,
      AckCommand.class,
      ShelveCommand.class,
      UnshelveCommand.class,
      RebootCommand.class,
      WipeCommand.class,
      LogsCommand.class,
      DiagnosticsCommand.class,
      BundleCommand.class,
      AccessCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return CommandLines.of(new Main());
  }
}

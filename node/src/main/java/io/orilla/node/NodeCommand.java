package io.orilla.node;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code orilla node}: runs the agent of this machine, and looks after it. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Run the agent beside the machine: it reads, decides, keeps, delivers.",
    subcommands = {
      NodeCommand.Run.class,
      InstallCommand.class,
      StatusCommand.class,
      AckCommand.class,
      ShelveCommand.class,
      UnshelveCommand.class,
      DoctorCommand.class,
      ApplyCommand.class,
      SetCommand.class,
      TrustCommand.class,
      WipeCommand.class,
      ReplaceCommand.class
    })
public final class NodeCommand implements Callable<Integer> {
  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws InterruptedException {
    return options.run();
  }

  /** {@code orilla node run}, the same in full. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Run the agent until it is told to end; 'orilla node' alone does the same.")
  static final class Run implements Callable<Integer> {
    @Mixin private RunOptions options = new RunOptions();

    @Override
    public Integer call() throws InterruptedException {
      return options.run();
    }
  }
}

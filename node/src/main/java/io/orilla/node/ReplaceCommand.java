package io.orilla.node;

import io.orilla.model.document.ObjectName;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orilla node replace}: the new box's part of taking a name over. */
@Command(
    name = "replace",
    mixinStandardHelpOptions = true,
    description = "Make this box the node of a name that another box had.")
final class ReplaceCommand implements Callable<Integer> {
  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "the node's name")
  private String name = "";

  @Option(
      names = "--join",
      paramLabel = "TOKEN",
      required = true,
      description = "a token of 'orilla token --replace NAME'")
  private String token = "";

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    boolean done =
        Node.replace(
            NodeSettings.file(home.path()).load().settings(),
            token,
            new ObjectName(name),
            InstantSource.system());
    String what =
        done
            ? "This box is '%s' now: the box that was it before is no longer heard, what that one delivered stays at the server, and what the node is to run comes from there."
            : "This box became '%s' with this token before; nothing is changed.";
    PrintWriter out = command.commandLine().getOut();
    out.println(what.formatted(name));
    out.println("Next: orilla node install --home " + home.path());
    return 0;
  }
}

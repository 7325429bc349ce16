package io.orilla.node;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.service.UnitFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orilla node install}. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = "Write the systemd unit that starts the agent at boot and watches it.")
final class InstallCommand implements Callable<Integer> {
  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = "--unit-folder",
      paramLabel = "DIR",
      description = "where the unit goes (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("/etc/systemd/system");

  @Option(names = "--user", paramLabel = "NAME", description = "runs the agent (default: root)")
  private Optional<String> user = Optional.empty();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    Path file = write(unit().text());
    PrintWriter out = command.commandLine().getOut();
    out.println(file + " is written. Next:");
    if (!Files.exists(home.path().resolve("identity"))) {
      out.println(
          "  join, once:     orilla node --home " + home.path() + " --name NAME --join TOKEN");
      out.println(
          "                  (a token is made at the server: orilla token; end it with Ctrl-C)");
    }
    user.ifPresent(name -> out.println("  give the home:  chown -R " + name + " " + home.path()));
    out.println("  start:          systemctl daemon-reload && systemctl enable --now orilla-node");
    out.println("  look:           orilla node status --home " + home.path());
    return 0;
  }

  private UnitFile unit() {
    String launcher = System.getProperty("orilla.launcher");
    if (launcher == null) {
      throw OrillaException.invalid("start this through the 'orilla' launcher: the unit names it");
    }
    return new UnitFile(
        Path.of(launcher), Path.of(System.getProperty("java.home")), home.path(), user);
  }

  private Path write(String text) {
    Path file = folder.resolve(UnitFile.NAME);
    try {
      Files.createDirectories(home.path());
      Files.createDirectories(folder);
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot write "
              + file
              + ": "
              + e.getMessage()
              + "; run it as root, or give --unit-folder",
          e);
    }
  }
}

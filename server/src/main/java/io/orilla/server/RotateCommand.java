package io.orilla.server;

import io.orilla.model.process.ProgramHome;
import io.orilla.server.authority.CertificateAuthority;
import io.orilla.server.authority.StateSigner;
import io.orilla.server.store.ServerHome;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla server rotate authority|state-key}. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = {
      "Give the server another key, for which the one before vouches: nodes take it over.",
      "The server must not run. Take a backup after it has started again."
    })
final class RotateCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "authority|state-key",
      description = "what certifies nodes and the server, or what signs desired states")
  private Key key;

  @Option(names = "--home", paramLabel = "DIR", required = true, description = "the server's")
  private Path home;

  enum Key {
    AUTHORITY,
    STATE_KEY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public Integer call() {
    try (ProgramHome held = ProgramHome.open(home)) {
      Path folder = new ServerHome(held.folder()).authority();
      String made =
          switch (key) {
            case AUTHORITY ->
                "authority "
                    + CertificateAuthority.rotate(folder, InstantSource.system()).fingerprint();
            case STATE_KEY -> {
              StateSigner.rotate(folder);
              yield "key of desired states";
            }
          };
      command.commandLine().getOut().println("A new " + made + "; nodes learn of it by themselves");
      return 0;
    }
  }
}

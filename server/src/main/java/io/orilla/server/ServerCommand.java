package io.orilla.server;

import io.orilla.model.content.DurationText;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ParentPipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code orilla server}: runs the control plane until it is told to end. */
@Command(
    name = "server",
    subcommands = RotateCommand.class,
    mixinStandardHelpOptions = true,
    description = "Run the control plane: API and console, registry, fleet, lake.")
public final class ServerCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServerCommand.class);

  @Spec private CommandSpec command;

  @Option(names = "--home", paramLabel = "DIR", description = "all it keeps; must be given")
  private @Nullable Path home;

  @Option(
      names = "--port",
      defaultValue = "8420",
      description = "of the API and the console (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--node-port",
      defaultValue = "8421",
      description = "where nodes dial in (default: ${DEFAULT-VALUE})")
  private int nodePort;

  @Option(
      names = "--forwarded-port",
      paramLabel = "PORT",
      description = "by which nodes reach --node-port, where another port is forwarded to it")
  private int forwardedPort;

  @Option(
      names = "--name",
      paramLabel = "HOST",
      description = "host name or address by which nodes reach this server; may be repeated")
  private List<String> names = List.of();

  @Option(
      names = "--commit-interval",
      converter = DurationConverter.class,
      defaultValue = "10s",
      description = "how often the lake takes in what came (default: ${DEFAULT-VALUE})")
  private Duration commitInterval;

  @Override
  public Integer call() throws InterruptedException {
    if (home == null) {
      throw new ParameterException(command.commandLine(), "Missing required option: '--home=DIR'");
    }
    CountDownLatch ended = new CountDownLatch(1);
    ParentPipe.watch(ended::countDown);
    ServerSettings settings = settings(home);
    log.info(
        "home {}, commits every {}, nodes reach it by {}",
        settings.home().path(),
        DurationText.format(settings.commitInterval()),
        settings.names());
    try (Server server = Server.start(settings)) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
      command.commandLine().getOut().println("Orilla server: http://127.0.0.1:" + server.port());
      ended.await();
      return 0;
    }
  }

  private ServerSettings settings(Path folder) {
    ServerSettings defaults =
        ServerSettings.at(folder)
            .withPorts(port, nodePort)
            .withForwardedPort(forwardedPort)
            .withCommitInterval(commitInterval);
    return names.isEmpty() ? defaults : defaults.withNames(names);
  }

  /** Durations on the command line, as in documents. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return DurationText.parse(text);
      } catch (OrillaException e) {
        throw new TypeConversionException(e.text());
      }
    }
  }
}

package io.orilla.node;

import io.orilla.model.connector.InstalledConnectors;
import io.orilla.model.content.DurationText;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ParentPipe;
import io.orilla.node.config.SettingsFile;
import io.orilla.node.service.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How an agent is run until it is told to end. */
final class RunOptions {
  private static final Logger log = LoggerFactory.getLogger(RunOptions.class);
  private static final int NOT_STARTED = 1;
  private static final int NOT_JOINED = 2;

  /** Set by systemd, which starts a program that ended again. */
  private static final String SUPERVISED = "INVOCATION_ID";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--home", paramLabel = "DIR", description = "all it keeps")
  private @Nullable Path home;

  @Option(
      names = "--join",
      paramLabel = "TOKEN",
      description = "join a server, once: a token of 'orilla token'; later starts need none")
  private @Nullable String token;

  @Option(names = "--name", paramLabel = "NAME", description = "the node's name, to join with")
  private @Nullable String name;

  @Option(
      names = "--local-port",
      description = "of the local API on loopback (default: as in agent.yaml, else any free one)")
  private @Nullable Integer localPort;

  @Option(
      names = "--train",
      paramLabel = "DURATION",
      description = "work for so long, as 30s, then end and leave what later starts are faster by")
  private @Nullable String training;

  /** When what a start leaves in memory is given back, manifests of signed jars above all. */
  private static final Duration STARTED = Duration.ofSeconds(4);

  private final InstantSource clock = InstantSource.system();
  private final AtomicReference<@Nullable Node> running = new AtomicReference<>();

  int run() throws InterruptedException {
    if (home == null) {
      throw new ParameterException(command.commandLine(), "Missing required option: '--home=DIR'");
    }
    try {
      Optional<Duration> time = Optional.ofNullable(training).map(DurationText::parse);
      joinIfAsked(home);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
      ParentPipe.watch(this::stop);
      Ending ending = runOnce(home, time);
      while (ending == Ending.RESTART && System.getenv(SUPERVISED) == null) {
        ending = runOnce(home, time);
      }
      if (ending == Ending.WIPE) {
        HomeWipe.wipe(home);
      }
      return 0;
    } catch (OrillaException e) {
      log.debug("the node did not start", e);
      command.commandLine().getErr().println(e.text());
      return exitCode(e.code());
    }
  }

  private void joinIfAsked(Path home) throws InterruptedException {
    if (token != null && name == null) {
      throw OrillaException.invalid("--join needs --name: the name this node is to have");
    }
    if (token != null && name != null) {
      Node.join(NodeSettings.file(home).load().settings(), token, new ObjectName(name), clock);
    }
  }

  private Ending runOnce(Path home, Optional<Duration> time) {
    SettingsFile<NodeSettings> file = NodeSettings.file(home);
    SettingsFile.Loaded<NodeSettings> loaded = file.load();
    NodeSettings settings =
        loaded
            .settings()
            .with(draft -> draft.localPort = localPort == null ? draft.localPort : localPort);
    try (Node node = Node.start(settings, InstalledConnectors.all(clock), clock);
        Supervisor supervisor = new Supervisor(System.getenv(), node::isAlive)) {
      running.set(node);
      file.started(loaded);
      loaded.problem().ifPresent(node::settingsRefused);
      supervisor.start();
      CompletableFuture.delayedExecutor(STARTED.toSeconds(), TimeUnit.SECONDS).execute(System::gc);
      command
          .commandLine()
          .getOut()
          .println("Orilla node " + node.name() + ": http://127.0.0.1:" + node.localPort());
      time.ifPresent(span -> endAfter(span, node));
      return node.awaitEnd();
    }
  }

  private void stop() {
    Node node = running.get();
    if (node != null) {
      node.end(Ending.STOP);
    }
  }

  private void close() {
    Node node = running.get();
    if (node != null) {
      node.close();
    }
  }

  private static void endAfter(Duration span, Node node) {
    CompletableFuture.delayedExecutor(span.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> node.end(Ending.STOP));
  }

  private static int exitCode(ErrorCode code) {
    return code == ErrorCode.TOKEN_REFUSED || code == ErrorCode.NOT_ALLOWED
        ? NOT_JOINED
        : NOT_STARTED;
  }
}

package io.orilla.node;

import io.orilla.connector.opcua.OpcUaConnector;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ParentPipe;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orilla node}: runs the agent of this machine until it is told to end. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Runs the agent beside the machine: reads, decides, keeps, delivers.")
public final class NodeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(NodeCommand.class);
  private static final int NOT_STARTED = 1;
  private static final int NOT_JOINED = 2;

  @Spec private CommandSpec command;

  @Option(names = "--home", paramLabel = "DIR", required = true, description = "All it keeps.")
  private Path home;

  @Option(
      names = "--join",
      paramLabel = "TOKEN",
      description = "Joins a server, once: a token of 'orilla token'. Later starts need none.")
  private @Nullable String token;

  @Option(names = "--name", paramLabel = "NAME", description = "The node's name, to join with.")
  private @Nullable String name;

  @Option(
      names = "--local-port",
      defaultValue = "0",
      description = "Of the local API on loopback (default: any that is free).")
  private int localPort;

  @Override
  public Integer call() throws InterruptedException {
    InstantSource clock = InstantSource.system();
    NodeSettings settings = NodeSettings.at(home).withLocalPort(localPort);
    try {
      joinIfAsked(settings, clock);
      return run(Node.start(settings, List.of(new OpcUaConnector(clock)), clock));
    } catch (OrillaException e) {
      log.debug("the node did not start", e);
      command.commandLine().getErr().println(e.text());
      return exitCode(e.code());
    }
  }

  private void joinIfAsked(NodeSettings settings, InstantSource clock) throws InterruptedException {
    if (token != null && name == null) {
      throw OrillaException.invalid("--join needs --name: the name this node is to have");
    }
    if (token != null && name != null) {
      Node.join(settings, token, new ObjectName(name), clock);
    }
  }

  private int run(Node node) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (node) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(node::close));
      ParentPipe.watch(ended::countDown);
      command
          .commandLine()
          .getOut()
          .println("Orilla node " + node.name() + ": http://127.0.0.1:" + node.localPort());
      ended.await();
      return 0;
    }
  }

  private static int exitCode(ErrorCode code) {
    return code == ErrorCode.TOKEN_REFUSED || code == ErrorCode.NOT_ALLOWED
        ? NOT_JOINED
        : NOT_STARTED;
  }
}

package io.orilla.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orilla restart workload W --node N} and {@code orilla restart agent N}. */
@Command(
    name = "restart",
    description = "Start a workload or a node's agent again.",
    mixinStandardHelpOptions = true,
    subcommands = {RestartCommand.Workload.class, RestartCommand.Agent.class})
final class RestartCommand {
  @Command(
      name = "workload",
      description = "Load a workload's model anew; no window is lost.",
      mixinStandardHelpOptions = true)
  static final class Workload implements Callable<Integer> {
    @Mixin private NodeOrder order = new NodeOrder();

    @Parameters(paramLabel = "WORKLOAD")
    private String workload = "";

    @Option(names = "--node", paramLabel = "NODE", required = true)
    private String node = "";

    @Override
    public Integer call() {
      return order.carryOut(node, Map.of("kind", "restart-workload", "workload", workload));
    }
  }

  @Command(
      name = "agent",
      description = "End a node's agent and start it, with its settings read anew.",
      mixinStandardHelpOptions = true)
  static final class Agent implements Callable<Integer> {
    @Mixin private NodeOrder order = new NodeOrder();

    @Parameters(paramLabel = "NODE")
    private String node = "";

    @Override
    public Integer call() {
      return order.carryOut(node, Map.of("kind", "restart-agent"));
    }
  }
}

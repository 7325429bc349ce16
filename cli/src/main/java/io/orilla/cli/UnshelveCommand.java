package io.orilla.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orilla unshelve ALARM --node N}. */
@Command(
    name = "unshelve",
    description = "Take a shelved alarm of a node back.",
    mixinStandardHelpOptions = true)
final class UnshelveCommand implements Callable<Integer> {
  @Mixin private NodeOrder order = new NodeOrder();

  @Parameters(paramLabel = "ALARM")
  private String alarm = "";

  @Option(names = "--node", paramLabel = "NODE", required = true)
  private String node = "";

  @Override
  public Integer call() {
    return order.carryOut(node, Map.of("kind", "unshelve-alarm", "alarm", alarm));
  }
}

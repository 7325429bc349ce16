package io.orilla.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orilla reboot NODE}. */
@Command(
    name = "reboot",
    description = "Restart a node's machine, where its settings allow it.",
    mixinStandardHelpOptions = true)
final class RebootCommand implements Callable<Integer> {
  @Mixin private NodeOrder order = new NodeOrder();

  @Parameters(paramLabel = "NODE")
  private String node = "";

  @Override
  public Integer call() {
    return order.carryOut(node, Map.of("kind", "reboot"));
  }
}

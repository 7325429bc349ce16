package io.orilla.cli;

import io.orilla.model.error.OrillaException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orilla wipe NODE --yes}. */
@Command(
    name = "wipe",
    description = "Have a node remove all that it keeps, keys first; it does not start again.",
    mixinStandardHelpOptions = true)
final class WipeCommand implements Callable<Integer> {
  @Mixin private NodeOrder order = new NodeOrder();

  @Parameters(paramLabel = "NODE")
  private String node = "";

  @Option(names = "--yes", description = "this cannot be undone, and is meant")
  private boolean yes;

  @Override
  public Integer call() {
    if (!yes) {
      throw OrillaException.invalid(
          "what '"
              + node
              + "' keeps and has not delivered is lost for good; add --yes if you mean it");
    }
    return order.carryOut(node, Map.of("kind", "wipe"));
  }
}

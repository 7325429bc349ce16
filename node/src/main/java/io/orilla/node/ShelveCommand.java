package io.orilla.node;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orilla node shelve ALARM --by NAME --for 1h --reason TEXT}. */
@Command(
    name = "shelve",
    mixinStandardHelpOptions = true,
    description = "Put an alarm aside for a while, at the node itself; needs no server.")
final class ShelveCommand implements Callable<Integer> {
  @Mixin private AlarmOrder order = new AlarmOrder();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      required = true,
      description = "as 30m or 8h, a day at most")
  private String duration = "";

  @Option(names = "--reason", paramLabel = "TEXT", required = true)
  private String reason = "";

  @Override
  public Integer call() {
    return order.give("shelve", Map.of("for", duration, "reason", reason));
  }
}

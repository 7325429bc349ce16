package io.orilla.node;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code orilla node ack ALARM --by NAME}. */
@Command(
    name = "ack",
    mixinStandardHelpOptions = true,
    description = "Acknowledge an alarm at the node itself; needs no server.")
final class AckCommand implements Callable<Integer> {
  @Mixin private AlarmOrder order = new AlarmOrder();

  @Override
  public Integer call() {
    return order.give("acknowledge", Map.of());
  }
}

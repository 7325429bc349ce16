package io.orilla.node;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code orilla node unshelve ALARM --by NAME}. */
@Command(
    name = "unshelve",
    mixinStandardHelpOptions = true,
    description = "Take a shelved alarm back, at the node itself; needs no server.")
final class UnshelveCommand implements Callable<Integer> {
  @Mixin private AlarmOrder order = new AlarmOrder();

  @Override
  public Integer call() {
    return order.give("unshelve", Map.of());
  }
}

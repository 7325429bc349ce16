package io.orilla.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code orilla unshelve ALARM --node N}. */
@Command(
    name = "unshelve",
    description = "Take a shelved alarm of a node back.",
    mixinStandardHelpOptions = true)
final class UnshelveCommand implements Callable<Integer> {
  @Mixin private NodeOrder order = new NodeOrder();
  @Mixin private NamedAlarm alarm = new NamedAlarm();

  @Override
  public Integer call() {
    return order.carryOut(alarm.node(), Map.of("kind", "unshelve-alarm", "alarm", alarm.name()));
  }
}

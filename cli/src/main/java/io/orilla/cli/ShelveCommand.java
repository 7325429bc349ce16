package io.orilla.cli;

import io.orilla.model.content.DurationText;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orilla shelve ALARM --node N --for 1h --reason TEXT}. */
@Command(
    name = "shelve",
    description = "Put an alarm of a node aside for a while; it comes back by itself.",
    mixinStandardHelpOptions = true)
final class ShelveCommand implements Callable<Integer> {
  @Mixin private NodeOrder order = new NodeOrder();
  @Mixin private NamedAlarm alarm = new NamedAlarm();

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
    String until = Instant.now().plus(DurationText.parse(duration)).toString();
    return order.carryOut(
        alarm.node(),
        Map.of("kind", "shelve-alarm", "alarm", alarm.name(), "reason", reason, "until", until));
  }
}

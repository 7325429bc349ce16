package io.orilla.cli;

import io.orilla.model.content.DurationText;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orilla shelve ALARM --node N --for 1h --reason TEXT}. */
@Command(
    name = "shelve",
    description = "Put an alarm of a node aside for a while; it comes back by itself.",
    mixinStandardHelpOptions = true)
final class ShelveCommand implements Callable<Integer> {
  @Mixin private NodeOrder order = new NodeOrder();

  @Parameters(paramLabel = "ALARM")
  private String alarm = "";

  @Option(names = "--node", paramLabel = "NODE", required = true)
  private String node = "";

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
    Instant until = Instant.now().plus(DurationText.parse(duration));
    return order.carryOut(
        node,
        Map.of(
            "kind", "shelve-alarm", "alarm", alarm, "reason", reason, "until", until.toString()));
  }
}

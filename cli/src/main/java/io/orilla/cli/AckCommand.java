package io.orilla.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.model.error.OrillaException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code orilla ack ALARM --node N}. */
@Command(
    name = "ack",
    description = "Acknowledge an alarm of a node, as it was raised last.",
    mixinStandardHelpOptions = true)
final class AckCommand implements Callable<Integer> {
  @Mixin private NodeOrder order = new NodeOrder();
  @Mixin private NamedAlarm alarm = new NamedAlarm();

  @Override
  public Integer call() {
    String raisedAt;
    try (OrillaClient client = order.connect()) {
      raisedAt = raisedAt(client.get("alarms"));
    }
    return order.carryOut(
        alarm.node(),
        Map.of("kind", "acknowledge-alarm", "alarm", alarm.name(), "raisedAt", raisedAt));
  }

  private String raisedAt(JsonNode known) {
    return StreamSupport.stream(known.path("alarms").spliterator(), false)
        .filter(one -> one.path("node").asText().equals(alarm.node()))
        .filter(one -> one.path("name").asText().equals(alarm.name()))
        .map(one -> one.path("raisedAt").asText())
        .findFirst()
        .orElseThrow(
            () ->
                OrillaException.notFound(
                    "the node '%s' told of no alarm '%s'; see 'orilla get alarms'"
                        .formatted(alarm.node(), alarm.name())));
  }
}

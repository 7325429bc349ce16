package io.orilla.connector.mqtt;

import io.orilla.connector.peer.Address;
import io.orilla.connector.peer.Addresses;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Deadline;
import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes values, as text, to a broker's topics. */
final class MqttWriter implements Writer {
  private static final List<String> OPTIONS = List.of("retain");

  private final MqttSettings settings;
  private final Map<String, Address> topics;
  private final Closing closing = new Closing();
  private final ClientThreads threads;
  private @Nullable Broker broker;

  MqttWriter(MqttSettings settings, List<OutputSpec.Write> writes) {
    this.settings = settings;
    this.topics = Addresses.ofOutput(writes, address -> Address.parse(address, OPTIONS));
    this.threads = new ClientThreads("to mqtt " + settings.broker().url());
  }

  /** What was published cannot be asked for. */
  @Override
  public Optional<Value> read(String address, Duration within) {
    return Optional.empty();
  }

  @Override
  public WriteOutcome write(String address, Value value, Duration within) {
    Deadline deadline = Deadline.in(within);
    Broker open;
    try {
      open = connected(deadline);
    } catch (OrillaException e) {
      disconnect();
      return new WriteOutcome.NotDone(e.text());
    }
    try {
      return open.publish(publication(address, value), deadline.left())
          .<WriteOutcome>map(reason -> new WriteOutcome.NotDone("the broker says " + reason))
          .orElseGet(() -> new WriteOutcome.Done(value));
    } catch (OrillaException e) {
      disconnect();
      return new WriteOutcome.Unknown(value, e.text());
    }
  }

  private Publication publication(String address, Value value) {
    Address topic = Objects.requireNonNull(topics.get(address), address);
    boolean retained = topic.option("retain", Boolean::parseBoolean).orElse(false);
    byte[] payload = value.text().getBytes(StandardCharsets.UTF_8);
    return new Publication(topic.place(), payload, settings.qos(), retained);
  }

  private Broker connected(Deadline deadline) {
    if (broker != null && !broker.isLost()) {
      return broker;
    }
    disconnect();
    Broker opening = new Broker(settings.broker(), threads, closing, null);
    broker = opening;
    opening.connect(deadline.left());
    if (deadline.isPast()) {
      throw Closing.unavailable("connecting took too long");
    }
    return opening;
  }

  private void disconnect() {
    if (broker != null) {
      broker.close();
      broker = null;
    }
  }

  @Override
  public void close() {
    closing.close();
    disconnect();
  }
}

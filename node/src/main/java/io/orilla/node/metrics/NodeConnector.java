package io.orilla.node.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.node.local.NodeStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the node's own metrics as signals: the machine is an asset as others are. A node makes it
 * itself, as it alone knows them.
 */
public final class NodeConnector implements Connector {
  public static final String TYPE = "node";

  private final Supplier<NodeStatus> status;
  private final InstantSource clock;

  private record Settings(Duration interval) {}

  /**
   * @param clock of the times
   */
  public NodeConnector(Supplier<NodeStatus> status, InstantSource clock) {
    this.status = status;
    this.clock = clock;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    Settings settings =
        ConnectorDescription.of(TYPE).schema().read(source.settings(), Settings.class);
    Closing closing = new Closing();
    return PeerLoop.start(
        "node metrics",
        listener,
        closing,
        connected -> {
          connected.run();
          while (!closing.isClosed()) {
            read(source.signals(), status(closing), listener);
            closing.pause(settings.interval());
          }
        });
  }

  /** Asked for aside: who closes this source may hold what the status waits for. */
  private NodeStatus status(Closing closing) {
    return closing.await(
        CompletableFuture.supplyAsync(status, Thread::startVirtualThread),
        Closing.PATIENCE,
        "asking the node for its status");
  }

  private void read(List<SourceSpec.Signal> signals, NodeStatus status, SampleListener listener) {
    Map<String, Double> values =
        Metrics.of(status).stream()
            .collect(Collectors.toMap(Metric::address, Metric::value, (first, same) -> first));
    long now = Micros.of(clock.instant());
    List<Sample> samples = new ArrayList<>(signals.size());
    for (SourceSpec.Signal signal : signals) {
      Double value = values.get(signal.address());
      if (value == null) {
        listener.refused(signal.name(), "the node has no metric '" + signal.address() + "' now");
      } else {
        samples.add(new Sample(signal.name(), now, now, new Value.DoubleValue(value), 0));
      }
    }
    listener.heard();
    if (!samples.isEmpty()) {
      listener.received(samples);
    }
  }

  @Override
  public Browser browse(JsonNode settings) {
    List<Browser.Found> all =
        Metrics.of(status.get()).stream()
            .map(metric -> Browser.Found.signal(metric.address(), metric.name(), "Double", ""))
            .toList();
    return new Browser() {
      @Override
      public Page children(String where, String page, int limit) {
        return Page.of(all, page, limit);
      }

      @Override
      public void close() {}
    };
  }
}

package io.orilla.demo.bench.connectors;

import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A connector whose signals count: it looks at what passes to the node for holes in the counts.
 * Thread-safe.
 */
final class Completeness implements Connector {
  private final Connector connector;
  private final Map<SignalName, Long> last = new HashMap<>();
  private long received;
  private long missing;
  private long overflows;

  Completeness(Connector connector) {
    this.connector = connector;
  }

  @Override
  public String type() {
    return connector.type();
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    return connector.open(source, new Counting(listener));
  }

  private synchronized void count(List<Sample> samples) {
    received += samples.size();
    for (Sample sample : samples) {
      long count = (long) sample.value().number().orElse(0);
      Long before = last.put(sample.signal(), count);
      if (before != null && count > before) {
        missing += count - before - 1;
      }
    }
  }

  synchronized long received() {
    return received;
  }

  /** Values that did not come, though later ones of their signals did. */
  synchronized long missing() {
    return missing;
  }

  /** How often the peer said that it could not keep what it was to send. */
  synchronized long overflows() {
    return overflows;
  }

  private synchronized void countOverflow() {
    overflows++;
  }

  /** How many signals have had a value. */
  synchronized int signals() {
    return last.size();
  }

  private final class Counting implements SampleListener {
    private final SampleListener node;

    Counting(SampleListener node) {
      this.node = node;
    }

    @Override
    public void received(List<Sample> samples) {
      node.received(samples);
      count(samples);
    }

    @Override
    public void connected() {
      node.connected();
    }

    @Override
    public void resumed() {
      node.resumed();
    }

    @Override
    public void disconnected(String reason) {
      node.disconnected(reason);
    }

    @Override
    public void overflowed(SignalName signal) {
      node.overflowed(signal);
      countOverflow();
    }

    @Override
    public void refused(SignalName signal, String reason) {
      node.refused(signal, reason);
    }

    @Override
    public void heard() {
      node.heard();
    }
  }
}

package io.orilla.tests.identity;

import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Hands each reader a number of its own every few milliseconds, and keeps what it handed. */
final class Meter implements Connector {
  static final SignalName SIGNAL = new SignalName("riva/hall1/water/loop1/flow");
  static final String SOURCE =
      """
      apiVersion: orilla/v1
      kind: Source
      metadata: {name: meter}
      spec:
        node: %s
        connector: meter
        settings: {}
        signals: [{name: %s, address: flow, unit: bar}]
      """
          .formatted(Plant.NODE, SIGNAL);

  private static final Duration PACE = Duration.ofMillis(20);

  private final List<Long> handed = new CopyOnWriteArrayList<>();
  private long next;

  /** All numbers, in the order in which they were handed out. */
  List<Long> handed() {
    return List.copyOf(handed);
  }

  @Override
  public String type() {
    return "meter";
  }

  private synchronized Sample next() {
    next++;
    handed.add(next);
    long now = Micros.of(Instant.now());
    return new Sample(SIGNAL, now, now, new Value.LongValue(next), 0);
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    Reading reading = new Reading(listener);
    reading.thread.start();
    return reading;
  }

  private final class Reading implements Connection {
    private final SampleListener listener;
    private final Thread thread = Thread.ofPlatform().daemon().name("meter").unstarted(this::run);
    private volatile boolean closed;

    Reading(SampleListener listener) {
      this.listener = listener;
    }

    private void run() {
      listener.connected();
      while (!closed) {
        listener.received(List.of(next()));
        LockSupport.parkNanos(PACE.toNanos());
      }
    }

    @Override
    public void close() {
      closed = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

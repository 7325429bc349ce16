package io.orilla.node.testbed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * A plant whose signals move on by one second of event time at each step, as fast as it is set.
 * Time goes on also while nobody reads. Keeps what it handed out.
 */
public final class TestPlant implements Connector, AutoCloseable {
  public static final long SECOND = 1_000_000;
  private static final List<String> SIGNALS = List.of("flow", "pressure");

  private final List<Sample> ledger = Collections.synchronizedList(new ArrayList<>());
  private final List<Reading> readings = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile Duration step;
  private final DoubleSupplier level;
  private volatile boolean ended;
  private long time = 1_000_000 * SECOND;

  public TestPlant(Duration step) {
    this(step, () -> 0);
  }

  /**
   * @param level what is added to each value
   */
  public TestPlant(Duration step, DoubleSupplier level) {
    this.step = step;
    this.level = level;
    this.thread = Thread.ofPlatform().daemon().name("plant").start(this::run);
  }

  private final class Reading implements Connection {
    private final SourceSpec source;
    private final SampleListener listener;

    Reading(SourceSpec source, SampleListener listener) {
      this.source = source;
      this.listener = listener;
    }

    private synchronized void hand(long at) {
      if (readings.contains(this)) {
        List<Sample> samples = new ArrayList<>();
        for (SourceSpec.Signal signal : source.signals()) {
          double value = level.getAsDouble() + Math.sin(at / 7e6 + signal.name().text().length());
          samples.add(new Sample(signal.name(), at, now(), new Value.DoubleValue(value), 0));
        }
        ledger.addAll(samples);
        listener.received(samples);
      }
    }

    @Override
    public synchronized void close() {
      readings.remove(this);
    }
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000;
  }

  private void run() {
    while (!ended) {
      time += SECOND;
      for (Reading reading : readings) {
        try {
          reading.hand(time);
        } catch (RuntimeException e) {
          readings.remove(reading); // its node is dead
        }
      }
      LockSupport.parkNanos(step.toNanos());
    }
  }

  public void step(Duration duration) {
    step = duration;
    LockSupport.unpark(thread);
  }

  /** Takes the connection from all readers and gives it back. */
  public void interrupt() {
    for (Reading reading : readings) {
      synchronized (reading) {
        reading.listener.disconnected("cable pulled");
        reading.listener.connected();
      }
    }
  }

  /** Whether anybody reads. */
  public boolean isRead() {
    return !readings.isEmpty();
  }

  /** All that was handed to anybody, in order. */
  public List<Sample> ledger() {
    return List.copyOf(ledger);
  }

  @Override
  public String type() {
    return "test";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    Reading reading = new Reading(source, listener);
    synchronized (reading) {
      listener.connected();
      readings.add(reading);
    }
    return reading;
  }

  /** A source that reads both signals of each asset. */
  public static DesiredState.Source source(ObjectName node, long generation, AssetName... assets) {
    List<SourceSpec.Signal> signals = new ArrayList<>();
    for (AssetName asset : assets) {
      SIGNALS.forEach(name -> signals.add(new SourceSpec.Signal(asset.signal(name), name, "bar")));
    }
    return new DesiredState.Source(
        new ObjectName("plant"),
        generation,
        new SourceSpec(node, "test", JsonNodeFactory.instance.objectNode(), signals));
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    LockSupport.unpark(thread);
    thread.join();
  }
}

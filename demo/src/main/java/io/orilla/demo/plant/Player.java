package io.orilla.demo.plant;

import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.demo.plant.Recording.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves row after row of all recordings at once, at a pace that may change at any time: how fast
 * changes, what is served never. Thread-safe.
 */
final class Player implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Player.class);
  private static final long GOOD = 0;
  private static final List<PlantSignal> SIGNALS = List.of(PlantSignal.values());

  private final List<Recording> recordings;
  private final Consumer<List<ServedValue>> server;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = Thread.ofPlatform().daemon().name("player").unstarted(this::play);
  private Pace pace;
  private long due = System.nanoTime();
  private int served;
  private boolean closed;

  Player(List<Recording> recordings, Consumer<List<ServedValue>> server, Pace pace) {
    this.recordings = List.copyOf(recordings);
    this.server = server;
    this.pace = pace;
  }

  void start() {
    thread.start();
  }

  void pace(Pace wanted) {
    lock.lock();
    try {
      pace = wanted;
      due = System.nanoTime();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Pace pace() {
    lock.lock();
    try {
      return pace;
    } finally {
      lock.unlock();
    }
  }

  /** How many rows were served of every recording that is so long. */
  int served() {
    lock.lock();
    try {
      return served;
    } finally {
      lock.unlock();
    }
  }

  private void play() {
    int last = recordings.stream().mapToInt(recording -> recording.rows().size()).max().orElse(0);
    try {
      for (int row = 0; row < last && awaitDue(row); row++) {
        server.accept(values(row));
        count(row + 1);
      }
    } catch (RuntimeException e) {
      log.error("the plant stops: row {} could not be served", served(), e);
    } catch (InterruptedException e) {
      log.error("the plant stops: its player was interrupted", e);
    }
  }

  private void count(int rows) {
    lock.lock();
    try {
      served = rows;
    } finally {
      lock.unlock();
    }
  }

  /** Whether to go on: waits until the row is due. */
  private boolean awaitDue(int row) throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = System.nanoTime();
        if (!pace.reaches(row)) {
          changed.await();
        } else if (due > now) {
          changed.awaitNanos(due - now);
        } else {
          due = Math.max(due, now - pace.nanosPerRow()) + pace.nanosPerRow();
          return true;
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private List<ServedValue> values(int number) {
    List<ServedValue> values = new ArrayList<>();
    for (Recording recording : recordings) {
      if (number < recording.rows().size()) {
        Row row = recording.rows().get(number);
        for (int column = 0; column < SIGNALS.size(); column++) {
          String node = PlantLayout.node(recording.asset(), SIGNALS.get(column));
          Variant value = Variant.ofDouble(row.values().get(column));
          values.add(new ServedValue(node, value, row.time(), GOOD));
        }
      }
    }
    return values;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

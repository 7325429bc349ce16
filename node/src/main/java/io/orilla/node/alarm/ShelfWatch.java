package io.orilla.node.alarm;

import io.orilla.model.alarm.AlarmShelf;
import io.orilla.model.journal.Event;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes alarms back when the time is over for which they were put aside. */
final class ShelfWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ShelfWatch.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Runnable look;
  private final Thread thread;

  /**
   * @param look takes back what {@link #isOver}
   */
  ShelfWatch(Runnable look) {
    this.look = look;
    this.thread = Thread.ofVirtual().name("shelved alarms").start(this::run);
  }

  /**
   * @param now µs UTC
   */
  static boolean isOver(Event.Alarm alarm, long now) {
    AlarmShelf shelf = alarm.shelf();
    return shelf != null && shelf.lasts() && shelf.until() <= now;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException e) {
      log.debug("shelved alarms are looked at by nobody any more", e);
    }
  }

  private void look() {
    try {
      look.run();
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("Shelved alarms are taken back at the next look", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

package io.orilla.node;

import io.orilla.model.content.Micros;
import io.orilla.model.journal.Event;
import io.orilla.node.workload.SafeMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells that the agent is in safe mode, and when it leaves it. */
final class SafeModeEvents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SafeModeEvents.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final SafeMode safeMode;
  private final InstantSource clock;
  private final Consumer<Event> events;
  private final Thread thread;

  SafeModeEvents(SafeMode safeMode, InstantSource clock, Consumer<Event> events) {
    this.safeMode = safeMode;
    this.clock = clock;
    this.events = events;
    this.thread = Thread.ofVirtual().name("safe-mode").unstarted(this::awaitEnd);
  }

  void start() {
    safeMode
        .reason()
        .ifPresent(
            reason -> {
              tell(true, reason);
              thread.start();
            });
  }

  private void awaitEnd() {
    try {
      while (safeMode.isOn()) {
        Thread.sleep(LOOK);
      }
      tell(false, "the agent did not crash again");
    } catch (CancellationException e) {
      log.debug("Safe mode ends with the agent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(boolean on, String reason) {
    events.accept(new Event.SafeMode(Micros.of(clock.instant()), on, reason));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

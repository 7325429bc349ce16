package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs what was written since the last time, all at once, within the lane's delay; an idle journal
 * is left alone. What the disk does not take is tried again for ever.
 */
final class GroupSync implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupSync.class);

  private static final long CLOSING_SECONDS = 2;

  private final Lanes lanes;
  private final JournalSettings settings;
  private final Runnable synced;
  private final Map<Lane, AtomicBoolean> scheduled = new EnumMap<>(Lane.class);
  private final Bell bell = new Bell();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("journal-sync").factory());

  /**
   * @param synced is run after each sync, on the timer's thread
   */
  GroupSync(Lanes lanes, JournalSettings settings, Runnable synced) {
    this.lanes = lanes;
    this.settings = settings;
    this.synced = synced;
    for (Lane lane : Lane.values()) {
      scheduled.put(lane, new AtomicBoolean());
    }
  }

  Bell bell() {
    return bell;
  }

  /** Says that a lane has something to sync. */
  void written(Lane lane) {
    schedule(lane, settings.syncDelay(lane));
  }

  private void schedule(Lane lane, Duration delay) {
    if (flag(lane).compareAndSet(false, true)) {
      try {
        timer.schedule(() -> syncScheduled(lane), delay.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException closed) {
        log.debug("The {} lane is synced by its close", lane.text());
      }
    }
  }

  private void syncScheduled(Lane lane) {
    flag(lane).set(false);
    try {
      sync(lane);
      synced.run();
    } catch (OrillaException e) {
      log.debug("The {} lane is synced later", lane.text(), e);
      schedule(lane, settings.retry());
    } catch (CancellationException closed) {
      log.debug("The {} lane is closed", lane.text(), closed);
    } catch (RuntimeException e) {
      log.error("The {} lane was not synced", lane.text(), e);
      schedule(lane, settings.retry());
    }
  }

  /** Syncs a lane now. */
  void sync(Lane lane) {
    lanes.of(lane).sync();
    bell.ring();
  }

  private AtomicBoolean flag(Lane lane) {
    return Objects.requireNonNull(scheduled.get(lane), lane::text);
  }

  /** Waits a little for what is under way: what it says of losses is still taken. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        log.warn("The journal is closed while it waits for its disk");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    bell.ring();
  }
}

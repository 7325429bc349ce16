package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs what was written since the last time, all at once, within the lane's delay; an idle journal
 * is left alone.
 */
final class GroupSync implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupSync.class);

  private final Map<Lane, LaneJournal> lanes;
  private final JournalSettings settings;
  private final Map<Lane, AtomicBoolean> scheduled = new EnumMap<>(Lane.class);
  private final Bell bell = new Bell();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("journal-sync").factory());

  GroupSync(Map<Lane, LaneJournal> lanes, JournalSettings settings) {
    this.lanes = lanes;
    this.settings = settings;
    for (Lane lane : Lane.values()) {
      scheduled.put(lane, new AtomicBoolean());
    }
  }

  Bell bell() {
    return bell;
  }

  /** Says that a lane has something to sync. */
  void written(Lane lane) {
    if (flag(lane).compareAndSet(false, true)) {
      timer.schedule(
          () -> syncScheduled(lane), settings.syncDelay(lane).toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void syncScheduled(Lane lane) {
    flag(lane).set(false);
    try {
      sync(lane);
    } catch (OrillaException e) {
      log.error("Samples and predictions are no longer made durable", e);
    }
  }

  /** Syncs a lane now. */
  void sync(Lane lane) {
    lane(lane).sync();
    bell.ring();
  }

  private LaneJournal lane(Lane lane) {
    return Objects.requireNonNull(lanes.get(lane), lane::text);
  }

  private AtomicBoolean flag(Lane lane) {
    return Objects.requireNonNull(scheduled.get(lane), lane::text);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    bell.ring();
  }
}

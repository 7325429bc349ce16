package io.orilla.node.journal;

import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A journal's lanes: which refers to which, and how they share one disk. */
final class Lanes {
  private final Map<Lane, LaneJournal> lanes = new EnumMap<>(Lane.class);

  /** Opens each lane after the one that it refers to. */
  Lanes(Disk disk, JournalEpoch epoch, JournalSettings settings, InstantSource clock)
      throws IOException {
    for (Lane lane : List.of(Lane.EVENTS, Lane.SIGNALS, Lane.PREDICTIONS)) {
      Optional<LaneJournal> referredTo = referredTo(lane).map(this::of);
      lanes.put(lane, new LaneJournal(disk, lane, epoch, settings, clock, referredTo, this::free));
    }
  }

  /** A sample refers to the gap that it ends, a prediction to its samples. */
  private static Optional<Lane> referredTo(Lane lane) {
    return switch (lane) {
      case EVENTS -> Optional.empty();
      case SIGNALS -> Optional.of(Lane.EVENTS);
      case PREDICTIONS -> Optional.of(Lane.SIGNALS);
    };
  }

  LaneJournal of(Lane lane) {
    return Objects.requireNonNull(lanes.get(lane), lane::text);
  }

  /** The most urgent first. */
  Collection<LaneJournal> all() {
    return lanes.values();
  }

  /** Makes room on a full disk: history first, then what is pending, the least urgent first. */
  private boolean free(Lane lane) throws IOException {
    List<LaneJournal> leastUrgentFirst = new ArrayList<>(all()).reversed();
    for (LaneJournal other : leastUrgentFirst) {
      if (other.pruning().forgetOldest()) {
        return true;
      }
    }
    for (LaneJournal other : leastUrgentFirst) {
      if (other.lane().compareTo(lane) >= 0 && other.pruning().dropOldest(Loss.FULL)) {
        return true;
      }
    }
    return false;
  }

  void keepWithinBudgets() throws IOException {
    for (LaneJournal lane : all()) {
      lane.keepWithinBudget();
    }
  }

  /** Whether numbers were given, and delivered, that are not known here. */
  boolean lackWhatIsDelivered() {
    return all().stream().anyMatch(lane -> lane.ledger().delivered() > lane.last());
  }

  void close() {
    all().forEach(LaneJournal::close);
  }
}

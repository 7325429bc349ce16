package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Names each loss once, as an event. The loss is durable before the event is, and is marked as told
 * after; what a crash leaves in between is looked for behind where the event must be. Thread-safe.
 */
final class LossTeller {
  private final Collection<LaneJournal> lanes;
  private final LaneJournal events;
  private final ToLongFunction<Event> append;
  private final List<Telling> telling = new ArrayList<>();

  private record Telling(LaneJournal lane, Loss loss, long event) {}

  /**
   * @param append journals an event and gives its sequence
   */
  LossTeller(Collection<LaneJournal> lanes, LaneJournal events, ToLongFunction<Event> append) {
    this.lanes = lanes;
    this.events = events;
    this.append = append;
  }

  /** Marks what an earlier run has told. */
  synchronized void recallTold() throws IOException {
    for (LaneJournal lane : lanes) {
      List<Loss> told = new ArrayList<>();
      for (Loss loss : lane.ledger().untold()) {
        event(lane.lane(), loss).ifPresent(event -> told.add(loss.through(event.last())));
      }
      if (!told.isEmpty()) {
        lane.ledger().told(told);
      }
    }
  }

  private Optional<Event.Dropped> event(Lane lane, Loss loss) {
    long from = Math.max(loss.eventsBefore() + 1, events.ledger().firstKept());
    try (LaneReader reader = new LaneReader(events, from, (first, last, reason) -> {})) {
      for (Optional<Block> block = reader.next(events.last());
          block.isPresent();
          block = reader.next(events.last())) {
        for (Event event : JsonRecords.decode(block.get().payload(), Event.class)) {
          if (event instanceof Event.Dropped dropped
              && dropped.lane() == lane
              && dropped.first() == loss.first()
              && dropped.last() <= loss.last()) {
            return Optional.of(dropped);
          }
        }
      }
      return Optional.empty();
    }
  }

  /** Tells what was lost since, and marks what was told durably. */
  synchronized void tell() throws IOException {
    settle();
    for (LaneJournal lane : lanes) {
      for (Loss loss : lane.lossesToTell()) {
        if (events.trouble().isEmpty() && !isBeingTold(lane, loss)) {
          lane.ledger().persistLosses();
          telling.add(new Telling(lane, loss, append.applyAsLong(loss.event(lane.lane()))));
        }
      }
    }
    if (!telling.isEmpty()) {
      events.sync();
      settle();
    }
  }

  private boolean isBeingTold(LaneJournal lane, Loss loss) {
    return telling.stream()
        .anyMatch(told -> told.lane() == lane && told.loss().first() == loss.first());
  }

  private void settle() throws IOException {
    for (Telling told : List.copyOf(telling)) {
      if (events.durable() >= told.event()) {
        telling.remove(told);
        if (events.ledger().behindLosses(told.event()) == told.event()) {
          told.lane().ledger().told(List.of(told.loss()));
        }
      }
    }
  }
}

package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names each loss once, as an event. The loss is durable before the event is, and is marked as told
 * after; what a crash leaves in between is looked for behind where the event must be. Thread-safe.
 */
final class LossTeller {
  private static final Logger log = LoggerFactory.getLogger(LossTeller.class);

  /** How many events that name losses go over into another epoch. */
  private static final int TOLD_AGAIN = 4_096;

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
        event(lane.lane(), loss).ifPresent(event -> told.add(loss.namedBy(event)));
      }
      if (!told.isEmpty()) {
        lane.ledger().told(told);
      }
    }
  }

  private Optional<Event.Dropped> event(Lane lane, Loss loss) {
    long from = Math.max(loss.eventsBefore() + 1, events.ledger().firstKept());
    try (LaneReader reader = eventsFrom(from)) {
      for (Optional<Block> block = reader.next(events.last());
          block.isPresent();
          block = reader.next(events.last())) {
        for (Event event : JsonRecords.decode(block.get().payload(), Event.class)) {
          if (event instanceof Event.Dropped dropped
              && dropped.lane() == lane
              && loss.isNamedBy(dropped)) {
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
        .anyMatch(
            told ->
                told.lane() == lane
                    && told.loss().first() == loss.first()
                    && told.loss().reason().equals(loss.reason()));
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

  /** What ends with this epoch: what was not delivered, and losses that nobody has heard of. */
  List<Event> givenUp(long time, String reason) {
    List<Event> givenUp = new ArrayList<>(lossesToTellAgain());
    for (LaneJournal lane : lanes) {
      lane.ledger().untold().forEach(loss -> givenUp.add(loss.event(lane.lane())));
      long pending = lane.account().pending();
      if (pending > 0) {
        givenUp.add(
            new Event.Dropped(
                time, lane.lane(), lane.ledger().delivered() + 1, lane.last(), pending, reason));
      }
    }
    return givenUp;
  }

  /** What names a loss must not be lost itself: the newest of it that was not delivered. */
  private List<Event> lossesToTellAgain() {
    List<Event> losses = new ArrayList<>();
    try (LaneReader reader = eventsFrom(events.ledger().delivered() + 1)) {
      reader.forEach(
          events.last(),
          block ->
              JsonRecords.decode(block.payload(), Event.class).stream()
                  .filter(event -> event instanceof Event.Gap || event instanceof Event.Dropped)
                  .forEach(losses::add));
    } catch (OrillaException e) {
      log.warn("Losses that were named in this epoch may stay unknown: {}", e.text());
    }
    return losses.subList(Math.max(0, losses.size() - TOLD_AGAIN), losses.size());
  }

  private LaneReader eventsFrom(long sequence) {
    return new LaneReader(events, sequence, (first, last, reason) -> {});
  }
}

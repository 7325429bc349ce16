package io.orilla.node.testbed;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.Problem;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JournalReceipt;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes batches as the server does: each record once, in order, by epoch and lane. */
public final class TestInbox {
  private final Map<Key, List<Block>> blocks = new LinkedHashMap<>();
  private final Map<Key, LaneAccount> accounts = new LinkedHashMap<>();
  private final Set<JournalEpoch> refused = new LinkedHashSet<>();
  private int answersToLose;

  private record Key(JournalEpoch epoch, Lane lane) {}

  /** What to answer; status 0 for none at all. */
  public record Answer(int status, Object body) {}

  private record Gap(ErrorCode code, String message, long expected) {}

  public synchronized Answer take(JournalBatch batch) {
    if (refused.contains(batch.epoch())) {
      return new Answer(409, new Problem(ErrorCode.EPOCH_CONFLICT, "other bytes are held"));
    }
    Key key = new Key(batch.epoch(), batch.lane());
    List<Block> held = blocks.computeIfAbsent(key, any -> new ArrayList<>());
    long through = held.isEmpty() ? 0 : held.getLast().lastSequence();
    if (batch.firstSequence() > through + 1) {
      return new Answer(409, new Gap(ErrorCode.SEQUENCE_GAP, "too far", through + 1));
    }
    batch.blocks().stream()
        .filter(block -> block.lastSequence() > through)
        .map(block -> block.firstSequence() > through ? block : block.above(through))
        .forEach(held::add);
    accounts.put(key, batch.account());
    if (answersToLose > 0) {
      answersToLose--;
      return new Answer(0, "");
    }
    return new Answer(
        200,
        new JournalReceipt(batch.epoch(), batch.lane(), Math.max(through, batch.lastSequence())));
  }

  /** The next batches are stored, and nobody hears of it. */
  public synchronized void loseAnswers(int count) {
    answersToLose = count;
  }

  /** All batches of the epochs seen so far are refused from now on. */
  public synchronized void refuseEpochsSoFar() {
    blocks.keySet().forEach(key -> refused.add(key.epoch()));
  }

  /** Forgets the last block of each lane, as a server restored from a backup does. */
  public synchronized void forgetLastBlocks() {
    blocks.values().forEach(List::removeLast);
  }

  public synchronized List<Event> events() {
    return payloads(Lane.EVENTS).stream()
        .flatMap(payload -> JsonRecords.decode(payload, Event.class).stream())
        .toList();
  }

  public synchronized <E extends Event> List<E> events(Class<E> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  public synchronized List<Prediction> predictions() {
    return payloads(Lane.PREDICTIONS).stream()
        .flatMap(payload -> JsonRecords.decode(payload, Prediction.class).stream())
        .toList();
  }

  public synchronized List<Sample> samples() {
    return payloads(Lane.SIGNALS).stream()
        .flatMap(payload -> SampleRecords.decode(payload).stream())
        .toList();
  }

  public synchronized List<LaneAccount> accounts() {
    return List.copyOf(accounts.values());
  }

  private List<byte[]> payloads(Lane lane) {
    return blocks.entrySet().stream()
        .filter(entry -> entry.getKey().lane() == lane)
        .flatMap(entry -> entry.getValue().stream())
        .map(Block::payload)
        .toList();
  }
}

package io.orilla.node.testbed;

import io.orilla.model.content.Zstd;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.Problem;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Footing;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JournalReceipt;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LeaningBatch;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes batches as the server does: each record once, in order, by epoch and lane, without holes
 * but those of which the node says that it dropped as much.
 */
public final class TestInbox {
  private final Map<Key, List<Held>> blocks = new LinkedHashMap<>();
  private final Set<JournalEpoch> refused = new LinkedHashSet<>();
  private int answersToLose;
  private Optional<Footing> footing = Optional.empty();
  private int leaning;

  private record Key(JournalEpoch epoch, Lane lane) {}

  /** Decoded once, as tests ask for all of it again and again. */
  private record Held(long through, List<?> records) {
    static Held of(Lane lane, Block block) {
      byte[] payload = block.payload();
      return new Held(
          block.lastSequence(),
          switch (lane) {
            case EVENTS -> JsonRecords.decode(payload, Event.class);
            case PREDICTIONS -> JsonRecords.decode(payload, Prediction.class);
            case SIGNALS -> SampleRecords.decode(payload);
          });
    }
  }

  /** What to answer; status 0 for none at all. */
  public record Answer(int status, Object body) {}

  private record Gap(ErrorCode code, String message, long expected) {}

  /**
   * @throws io.orilla.model.error.OrillaException FOOTING_UNKNOWN
   */
  public synchronized JournalBatch read(byte[] body, boolean zstd) {
    byte[] plain = zstd ? Zstd.decompress(body, 0, JournalBatch.MAX_BYTES) : body;
    if (!LeaningBatch.is(plain)) {
      return JournalBatch.decode(plain);
    }
    JournalBatch batch = LeaningBatch.decode(plain, footing);
    leaning++;
    return batch;
  }

  /** How many batches leaned on the one before. */
  public synchronized int leaning() {
    return leaning;
  }

  /** As a server does that was started anew. */
  public synchronized void forgetFooting() {
    footing = Optional.empty();
  }

  public synchronized Answer take(JournalBatch batch) {
    if (refused.contains(batch.epoch())) {
      return new Answer(409, new Problem(ErrorCode.EPOCH_CONFLICT, "other bytes are held"));
    }
    Key key = new Key(batch.epoch(), batch.lane());
    List<Held> held = blocks.computeIfAbsent(key, any -> new ArrayList<>());
    long through = held.isEmpty() ? 0 : held.getLast().through();
    long hole = batch.firstSequence() - through - 1;
    if (hole > 0 && hole + missing(held, through) > batch.account().dropped()) {
      return new Answer(409, new Gap(ErrorCode.SEQUENCE_GAP, "too far", through + 1));
    }
    batch.blocks().stream()
        .filter(block -> block.lastSequence() > through)
        .map(block -> block.firstSequence() > through ? block : block.above(through))
        .map(block -> Held.of(batch.lane(), block))
        .forEach(held::add);
    Footing.behind(batch).ifPresent(found -> footing = Optional.of(found));
    if (answersToLose > 0) {
      answersToLose--;
      return new Answer(0, "");
    }
    return new Answer(
        200,
        new JournalReceipt(batch.epoch(), batch.lane(), Math.max(through, batch.lastSequence())));
  }

  private static long missing(List<Held> held, long through) {
    return through - held.stream().mapToLong(block -> block.records().size()).sum();
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

  public synchronized <E extends Event> List<E> events(Class<E> type) {
    return records(Lane.EVENTS).filter(type::isInstance).map(type::cast).toList();
  }

  public synchronized List<Prediction> predictions() {
    return records(Lane.PREDICTIONS).map(Prediction.class::cast).toList();
  }

  public synchronized List<Sample> samples() {
    return records(Lane.SIGNALS).map(Sample.class::cast).toList();
  }

  private Stream<?> records(Lane lane) {
    return blocks.entrySet().stream()
        .filter(entry -> entry.getKey().lane() == lane)
        .flatMap(entry -> entry.getValue().stream())
        .flatMap(held -> held.records().stream());
  }
}

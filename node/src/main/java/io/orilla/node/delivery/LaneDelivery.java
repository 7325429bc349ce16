package io.orilla.node.delivery;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.Lane;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.LaneReader;
import io.orilla.node.uplink.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where one lane stands on its way to the server. It has one owner: the delivery's thread. */
final class LaneDelivery implements AutoCloseable {
  private final Journal journal;
  private final Lane lane;
  private final LaneReader reader;
  private final Backoff backoff;
  private final InstantSource clock;
  private byte @Nullable [] unanswered;
  private Instant notBefore = Instant.MIN;

  LaneDelivery(Journal journal, Lane lane, Backoff backoff, InstantSource clock) {
    this.journal = journal;
    this.lane = lane;
    this.backoff = backoff;
    this.clock = clock;
    this.reader = journal.deliveryReader(lane, journal.delivered(lane) + 1);
  }

  Lane lane() {
    return lane;
  }

  /** The bytes to send now: those of which the outcome is unknown again, else the next batch. */
  Optional<byte[]> batch(int bytes) {
    if (clock.instant().isBefore(notBefore)) {
      return Optional.empty();
    }
    if (unanswered == null) {
      List<Block> blocks = blocks(bytes);
      if (!blocks.isEmpty()) {
        journal.sending(lane, blocks.getFirst().firstSequence());
        unanswered = new JournalBatch(journal.epoch(), journal.account(lane), blocks).encode();
      }
    }
    return Optional.ofNullable(unanswered);
  }

  /** A batch has no hole, and is of one segment: what is on its way is never dropped. */
  private List<Block> blocks(int bytes) {
    long limit = journal.durable(lane);
    List<Block> blocks = new ArrayList<>();
    int length = 0;
    while (length < bytes) {
      Optional<Block> block = reader.next(limit);
      if (block.isEmpty()) {
        break;
      }
      if (!blocks.isEmpty() && !reader.joined()) {
        reader.seek(block.get().firstSequence());
        break;
      }
      blocks.add(block.get());
      length += block.get().encodedLength();
    }
    return blocks;
  }

  /** How long until this lane may send again; nothing to wait for when it is not backing off. */
  Duration pause() {
    Duration left = Duration.between(clock.instant(), notBefore);
    return notBefore.equals(Instant.MIN) || left.isNegative() ? Duration.ZERO : left;
  }

  void accepted(long through) {
    unanswered = null;
    backoff.succeeded();
    notBefore = Instant.MIN;
    journal.delivered(lane, through);
    if (reader.position() != through + 1) {
      reader.seek(through + 1);
    }
  }

  void resendFrom(long sequence) {
    unanswered = null;
    journal.deliveredOnlyBefore(lane, sequence);
    reader.seek(sequence);
    retryLater();
  }

  void retryLater() {
    notBefore = clock.instant().plus(backoff.next());
  }

  @Override
  public void close() {
    reader.close();
  }
}

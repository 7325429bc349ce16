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

/**
 * Where one lane stands on its way to the server. It has one owner, the delivery's thread; any may
 * ask why it waits.
 */
final class LaneDelivery implements AutoCloseable {
  private final Journal journal;
  private final Lane lane;
  private final LaneReader reader;
  private final Backoff backoff;
  private final InstantSource clock;
  private final Duration gather;
  private final Packing packing = new Packing();
  private @Nullable Request unanswered;
  private @Nullable Instant gathersSince;
  private boolean more;
  private @Nullable Wait held;
  private volatile Optional<Wait> wait = Optional.empty();

  LaneDelivery(Journal journal, Lane lane, Duration gather, Backoff backoff, InstantSource clock) {
    this.journal = journal;
    this.lane = lane;
    this.gather = gather;
    this.backoff = backoff;
    this.clock = clock;
    this.reader = journal.deliveryReader(lane, journal.delivered(lane) + 1);
  }

  Lane lane() {
    return lane;
  }

  /** Why there is something to send that is not sent; nothing when all is well. */
  Optional<Wait> waits() {
    return wait;
  }

  /**
   * What to send now: that of which the outcome is unknown again, else the next batch. Nothing when
   * there is nothing, or the lane waits.
   */
  Optional<Request> next(int bytes) {
    Instant now = clock.instant();
    if (held != null && held.until() != null && now.isBefore(held.until())) {
      return Optional.empty();
    }
    held = null;
    wait = Optional.empty();
    if (unanswered == null && gathered(now)) {
      unanswered = read(bytes);
    }
    return Optional.ofNullable(unanswered);
  }

  /** Whether the lane has gathered for long enough, or still has more than went into a batch. */
  private boolean gathered(Instant now) {
    if (!pending()) {
      gathersSince = null;
      more = false;
      return false;
    }
    if (gathersSince == null) {
      gathersSince = now;
    }
    Instant until = gathersSince.plus(gather);
    if (more || !now.isBefore(until)) {
      return true;
    }
    wait = Optional.of(new Wait("it gathers", until));
    return false;
  }

  /** Whether there is something to send. */
  boolean pending() {
    return unanswered != null || journal.durable(lane) >= reader.position();
  }

  private @Nullable Request read(int bytes) {
    List<Block> blocks = blocks(bytes);
    if (blocks.isEmpty()) {
      return null;
    }
    journal.sending(lane, blocks.getFirst().firstSequence());
    return Request.of(lane, batch(blocks));
  }

  private byte[] batch(List<Block> blocks) {
    return lane == Lane.SIGNALS
        ? packing.batch(journal.epoch(), journal.account(lane), blocks)
        : new JournalBatch(journal.epoch(), journal.account(lane), blocks).encode();
  }

  /** A batch has no hole, and is of one segment: what is on its way is never dropped. */
  private List<Block> blocks(int bytes) {
    long limit = journal.durable(lane);
    List<Block> blocks = new ArrayList<>();
    int length = 0;
    more = true;
    while (length < bytes) {
      Optional<Block> block = reader.next(limit);
      if (block.isEmpty()) {
        more = false;
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

  /** The instant until which nothing is to be done here, if there is one. */
  Optional<Instant> waitsUntil() {
    return wait.map(Wait::until);
  }

  /** Says that the link does not carry the lane now. */
  void hold(Wait reason) {
    wait = Optional.of(reason);
  }

  void holdIfPending(Wait reason) {
    wait = pending() ? Optional.of(reason) : Optional.empty();
  }

  void accepted(long through) {
    unanswered = null;
    packing.taken();
    gathersSince = null;
    wait = Optional.empty();
    backoff.succeeded();
    journal.delivered(lane, through);
    if (reader.position() != through + 1) {
      packing.forget();
      reader.seek(through + 1);
    }
  }

  /** The server does not know what the batch leans on: it is made anew. */
  void resendWhole() {
    unanswered = null;
    reader.seek(journal.delivered(lane) + 1);
    if (!packing.forget()) {
      retryLater("the server says that the batch leans on another one");
    }
  }

  void resendFrom(long sequence, String reason) {
    unanswered = null;
    journal.deliveredOnlyBefore(lane, sequence);
    reader.seek(sequence);
    retryLater(reason);
  }

  void retryLater(String reason) {
    held = new Wait(reason, clock.instant().plus(backoff.next()));
    wait = Optional.of(held);
  }

  @Override
  public void close() {
    reader.close();
  }
}

package io.orilla.node.delivery;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Bell;
import io.orilla.node.journal.Journal;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is durable to the server, the most urgent lane first, batch by batch. It goes on for
 * ever: a server that is away costs nothing but time.
 */
public final class Delivery implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private static final Wait METERED = new Wait("the link is metered", null);
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final DeliverySettings settings;
  private final Journal journal;
  private final JournalPost post;
  private final InstantSource clock;
  private final List<LaneDelivery> lanes;
  private final LinkBudget budget;
  private final Backoff backoff;
  private final Consumer<String> epochRefused;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param backoffs makes one for the server and one for each lane
   * @param epochRefused is told, once, that the journal's epoch must end; nothing is sent after
   */
  public Delivery(
      DeliverySettings settings,
      Journal journal,
      Documents documents,
      Uplink uplink,
      Supplier<Backoff> backoffs,
      InstantSource clock,
      Consumer<String> epochRefused) {
    this.settings = settings;
    this.journal = journal;
    this.post = new JournalPost(uplink, clock);
    this.clock = clock;
    this.budget = new LinkBudget(settings.link(), documents, clock, () -> uplink.traffic().total());
    this.backoff = backoffs.get();
    this.epochRefused = epochRefused;
    this.lanes =
        Arrays.stream(Lane.values())
            .map(
                lane ->
                    new LaneDelivery(
                        journal, lane, settings.gather().of(lane), backoffs.get(), clock))
            .toList();
    this.thread = Thread.ofVirtual().name("delivery").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      boolean going = true;
      while (going && ended.getCount() > 0) {
        going = step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends a batch, or waits until there may be one; false when the epoch must end. */
  private boolean step() throws InterruptedException {
    Bell bell = journal.durableBell();
    try {
      long seen = bell.count();
      if (!sendNext()) {
        noteDelivered();
        bell.await(seen, longestWait());
      }
      return true;
    } catch (RuntimeException e) {
      if (e instanceof OrillaException conflict && conflict.code() == ErrorCode.EPOCH_CONFLICT) {
        log.warn("The journal's epoch ends: {}", conflict.text());
        epochRefused.accept(conflict.text());
        return false;
      }
      log.error("Delivery failed, and is tried again", e);
      pause(settings.idle());
      return true;
    }
  }

  /** A disk that takes nothing is no reason not to send: the note lags. */
  private void noteDelivered() {
    try {
      journal.persistDelivered();
    } catch (OrillaException e) {
      log.warn("What was delivered is not noted, and may be sent again: {}", e.text());
    }
  }

  /** Why a lane has something to send and does not, if that is so. */
  public Optional<Wait> waits(Lane lane) {
    return lanes.get(lane.ordinal()).waits();
  }

  /** Sends one batch of the most urgent lane that has one; false when there is nothing to send. */
  private boolean sendNext() throws InterruptedException {
    Optional<Wait> pause = budget.pause();
    if (pause.isPresent()) {
      lanes.forEach(lane -> lane.holdIfPending(pause.get()));
      return false;
    }
    for (LaneDelivery lane : lanes) {
      Optional<Request> batch = next(lane);
      if (batch.isPresent()) {
        settle(lane, post.send(batch.get()));
        budget.sent(batch.get().body().length);
        return true;
      }
    }
    return false;
  }

  /** A lane that cannot be read, or that the link does not carry now, delays no other. */
  private Optional<Request> next(LaneDelivery lane) {
    try {
      if (!settings.link().sends(lane.lane())) {
        lane.holdIfPending(METERED);
        return Optional.empty();
      }
      Optional<Request> batch = lane.next(settings.link().batchBytes(settings.batchBytes()));
      Optional<Wait> refused =
          batch.flatMap(request -> budget.refuses(lane.lane(), request.body().length));
      refused.ifPresent(lane::hold);
      return refused.isPresent() ? Optional.empty() : batch;
    } catch (OrillaException e) {
      log.error("The {} lane cannot be sent: {}", lane.lane().text(), e.text());
      lane.retryLater("it cannot be read: " + e.text());
      return Optional.empty();
    }
  }

  private void settle(LaneDelivery lane, Outcome outcome) throws InterruptedException {
    switch (outcome) {
      case Outcome.Accepted accepted -> {
        lane.accepted(accepted.through());
        backoff.succeeded();
      }
      case Outcome.Unfounded unfounded -> lane.resendWhole();
      case Outcome.Expected expected -> lane.resendFrom(expected.sequence(), expected.message());
      case Outcome.EpochConflict conflict ->
          throw new OrillaException(ErrorCode.EPOCH_CONFLICT, conflict.message());
      case Outcome.Refused refused -> {
        log.warn("The {} lane was refused: {}", lane.lane().text(), refused.message());
        lane.retryLater("the server refused it: " + refused.message());
      }
      case Outcome.Unknown unknown -> {
        log.debug("The {} lane waits: {}", lane.lane().text(), unknown.message());
        Duration pause = backoff.next();
        lane.hold(new Wait(unknown.message(), clock.instant().plus(pause)));
        pause(pause);
      }
    }
  }

  private Duration longestWait() {
    Instant now = clock.instant();
    return lanes.stream()
        .flatMap(lane -> lane.waitsUntil().stream())
        .map(until -> Duration.between(now, until))
        .map(left -> left.isPositive() ? left : SOON)
        .min(Comparator.naturalOrder())
        .filter(left -> left.compareTo(settings.idle()) < 0)
        .orElse(settings.idle());
  }

  private void pause(Duration time) throws InterruptedException {
    ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends; a request on its way is ended by closing the uplink before. */
  @Override
  public void close() {
    ended.countDown();
    journal.durableBell().ring();
    try {
      if (thread.isAlive() && !thread.join(CLOSING)) {
        log.warn("The delivery is left behind, as it does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    post.close();
    lanes.forEach(LaneDelivery::close);
    budget.save();
  }
}

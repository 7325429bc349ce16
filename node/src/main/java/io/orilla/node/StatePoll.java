package io.orilla.node;

import io.orilla.model.command.SignedCommands;
import io.orilla.model.content.DurationText;
import io.orilla.model.desired.DesiredAnswer;
import io.orilla.model.desired.KnownVersions;
import io.orilla.model.desired.SignedState;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.node.command.Commands;
import io.orilla.node.state.StateKeeper;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.Uplink;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a newer desired state and fresh commands, again and again; the server answers when there
 * is one, or after the wait. This is also how the server hears that the node is there.
 */
final class StatePoll implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatePoll.class);

  /** How much later than the wait an answer may come. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Longer than any turn may take: all addresses tried, each to its limit. */
  private static final Duration TURN = Duration.ofMinutes(10);

  /** How long to pause after an answer that brought nothing and did not wait until it could. */
  private static final Duration EAGER = Duration.ofSeconds(1);

  private final Uplink uplink;
  private final StateKeeper keeper;
  private final Commands commands;
  private final JournalEpoch epoch;
  private final Backoff backoff;
  private final Duration wait;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long turnedAt = System.nanoTime();

  StatePoll(
      Uplink uplink,
      StateKeeper keeper,
      Commands commands,
      JournalEpoch epoch,
      Backoff backoff,
      Duration wait) {
    this.uplink = uplink;
    this.keeper = keeper;
    this.commands = commands;
    this.epoch = epoch;
    this.backoff = backoff;
    this.wait = wait;
  }

  void start() {
    Thread.ofVirtual().name("state-poll").start(this::run);
  }

  private void run() {
    try {
      while (ended.getCount() > 0) {
        turnedAt = System.nanoTime();
        Duration pause = turn();
        ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever an answer does to us, the next one may be sound. */
  private Duration turn() throws InterruptedException {
    try {
      return poll();
    } catch (RuntimeException e) {
      log.error("An answer was not understood, and the node asks again", e);
      return backoff.next();
    }
  }

  /** Whether it still asks, with or without an answer. */
  boolean turns() {
    return System.nanoTime() - turnedAt < TURN.toNanos();
  }

  private Duration poll() throws InterruptedException {
    long asked = System.nanoTime();
    Duration longest = keeper.refusal().isPresent() ? Duration.ZERO : wait;
    try {
      HttpResponse<byte[]> response =
          uplink.send(
              "/node/v1/desired?wait=" + DurationText.format(longest),
              HttpRequest.newBuilder()
                  .header("If-None-Match", known().tag())
                  .header(JournalEpoch.HEADER, epoch.id().toString()),
              wait.plus(GRACE));
      boolean news = take(response);
      if (keeper.refusal().isPresent()) {
        return backoff.next();
      }
      backoff.succeeded();
      return news || System.nanoTime() - asked > EAGER.toNanos() ? Duration.ZERO : EAGER;
    } catch (OrillaException e) {
      log.debug("No desired state: {}", e.text());
      return backoff.next();
    }
  }

  private KnownVersions known() {
    return new KnownVersions(keeper.accepted(), commands.version());
  }

  /** Whether the answer brought anything. */
  private boolean take(HttpResponse<byte[]> response) {
    if (response.statusCode() == 304) {
      keeper.isNewest();
      return false;
    }
    if (response.statusCode() != 200) {
      throw Uplink.problem(response);
    }
    Optional<SignedState> state = DesiredAnswer.state(response.body());
    state.ifPresentOrElse(keeper::accept, keeper::isNewest);
    Optional<SignedCommands> list = DesiredAnswer.commands(response.body());
    list.ifPresent(fresh -> commands.take(fresh, uplink.time(response)));
    return state.isPresent() || list.isPresent();
  }

  @Override
  public void close() {
    ended.countDown();
  }
}

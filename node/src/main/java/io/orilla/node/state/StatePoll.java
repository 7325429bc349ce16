package io.orilla.node.state;

import io.orilla.model.content.DurationText;
import io.orilla.model.desired.DesiredAnswer;
import io.orilla.model.desired.KnownVersions;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.node.command.Commands;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.Uplink;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a newer desired state and fresh commands, again and again; the server answers when there
 * is one, or after the wait. This is also how the server hears that the node is there.
 */
public final class StatePoll implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatePoll.class);

  /** How much later than the wait an answer may come. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Longer than any turn may take: all addresses tried, each to its limit. */
  private static final Duration TURN = Duration.ofMinutes(10);

  private final Uplink uplink;
  private final StateKeeper keeper;
  private final Commands commands;
  private final JournalEpoch epoch;
  private final Backoff backoff;
  private final Duration wait;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long turnedAt = System.nanoTime();

  public StatePoll(
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

  public void start() {
    Thread.ofVirtual().name("state-poll").start(this::run);
  }

  private void run() {
    try {
      while (ended.getCount() > 0) {
        turnedAt = System.nanoTime();
        Duration pause = poll();
        ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("The node no longer asks for its desired state", e);
    }
  }

  /** Whether it still asks, with or without an answer. */
  public boolean turns() {
    return System.nanoTime() - turnedAt < TURN.toNanos();
  }

  private Duration poll() throws InterruptedException {
    try {
      HttpResponse<byte[]> response =
          uplink.send(
              "/node/v1/desired?wait=" + DurationText.format(wait),
              HttpRequest.newBuilder()
                  .header("If-None-Match", known().tag())
                  .header(JournalEpoch.HEADER, epoch.id().toString()),
              wait.plus(GRACE));
      take(response);
      if (keeper.refusal().isPresent()) {
        return backoff.next();
      }
      backoff.succeeded();
      return Duration.ZERO;
    } catch (OrillaException e) {
      log.debug("No desired state: {}", e.text());
      return backoff.next();
    }
  }

  private KnownVersions known() {
    return new KnownVersions(keeper.accepted(), commands.version());
  }

  private void take(HttpResponse<byte[]> response) {
    switch (response.statusCode()) {
      case 200 -> {
        DesiredAnswer.state(response.body()).ifPresent(keeper::accept);
        DesiredAnswer.commands(response.body())
            .ifPresent(list -> commands.take(list, uplink.time(response)));
      }
      case 304 -> {}
      default -> throw Uplink.problem(response);
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }
}

package io.orilla.node.service;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd that the agent is ready, and again and again that it lives; does nothing where
 * there is no systemd. An agent that hangs is not vouched for, so systemd kills and restarts it.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final Optional<NotifySocket> socket;
  private final Duration every;
  private final BooleanSupplier alive;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param environment {@code NOTIFY_SOCKET} and {@code WATCHDOG_USEC}, as systemd sets them
   * @param alive answers when the agent's loops turn; it may hang when they do
   */
  public Supervisor(Map<String, String> environment, BooleanSupplier alive) {
    this.socket = Optional.ofNullable(environment.get("NOTIFY_SOCKET")).map(NotifySocket::new);
    this.every =
        Duration.ofNanos(
            Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0")) * 1_000 / 3);
    this.alive = alive;
  }

  /** Says that the agent is ready, and keeps vouching for it. */
  public void start() {
    tell("READY=1");
    if (socket.isPresent() && every.isPositive()) {
      Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
    }
  }

  private void watch() {
    try {
      do {
        if (alive.getAsBoolean()) {
          tell("WATCHDOG=1");
        } else {
          log.error("The agent's loops do not turn; systemd will restart it");
        }
      } while (!ended.await(every.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("The watchdog ended; systemd will restart the agent", e);
    }
  }

  private void tell(String message) {
    if (socket.isPresent() && !socket.get().send(message)) {
      log.warn("systemd did not take '{}'", message);
    }
  }

  @Override
  public void close() {
    ended.countDown();
    tell("STOPPING=1");
  }
}

package io.orilla.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small chores that come round; one that fails is tried again the next time. */
final class Clockwork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Clockwork.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clockwork").factory());

  void every(Duration period, String chore, Runnable work) {
    executor.scheduleWithFixedDelay(
        () -> attempt(chore, work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(String chore, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("cannot {}; trying again later", chore, e);
    }
  }

  @Override
  public void close() {
    executor.close();
  }
}

package io.orilla.inference.serving;

import io.orilla.inference.GraphRunner;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What one computing thread does. */
final class Computer implements Runnable {
  private static final int LOOKS = 100;
  private static final long LOOK = 20_000;

  private final Scheduler scheduler;
  private final BooleanSupplier urgent;
  private final GraphRunner runner = new GraphRunner();
  private volatile @Nullable Inside inside;

  private record Inside(ServedModel model, long since) {}

  Computer(Scheduler scheduler, BooleanSupplier urgent) {
    this.scheduler = scheduler;
    this.urgent = urgent;
  }

  @Override
  public void run() {
    try (runner) {
      for (Batch batch = scheduler.take(); batch != null; batch = scheduler.take()) {
        yieldToUrgent();
        inside = new Inside(batch.model(), System.nanoTime());
        run(batch);
        inside = null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not for ever, as what is urgent may hang. */
  private void yieldToUrgent() {
    for (int look = 0; urgent.getAsBoolean() && look < LOOKS; look++) {
      LockSupport.parkNanos(LOOK);
    }
  }

  private void run(Batch batch) {
    try {
      batch.run(runner);
    } finally {
      scheduler.done(batch);
    }
  }

  /** Breaks off a run that takes too long. */
  void check() {
    Inside now = inside;
    if (now != null
        && System.nanoTime() - now.since() > now.model().settings().longestRun().toNanos()) {
      runner.terminate();
    }
  }
}

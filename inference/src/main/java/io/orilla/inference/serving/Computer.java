package io.orilla.inference.serving;

import io.orilla.inference.GraphRunner;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one computing thread does. */
final class Computer implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Computer.class);

  private final Scheduler scheduler;
  private final Precedence precedence;
  private final GraphRunner runner = new GraphRunner();
  private volatile @Nullable Inside inside;

  private record Inside(ServedModel model, long since) {}

  Computer(Scheduler scheduler, Precedence precedence) {
    this.scheduler = scheduler;
    this.precedence = precedence;
  }

  @Override
  public void run() {
    try (runner) {
      for (Batch batch = scheduler.take(); batch != null; batch = scheduler.take()) {
        precedence.yieldToUrgent();
        inside = new Inside(batch.model(), System.nanoTime());
        run(batch);
        inside = null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Batch batch) {
    try {
      batch.run(runner);
    } catch (RuntimeException e) {
      log.error("A run of model {} failed", batch.model().name(), e);
      OrillaException reason =
          new OrillaException(ErrorCode.INTERNAL_ERROR, "the run failed; the node's log says why");
      batch.calls().forEach(waiting -> waiting.call().fail(reason));
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

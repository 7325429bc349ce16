package io.orilla.inference.serving;

import io.orilla.inference.GraphRunner;
import java.util.List;

/**
 * For one thread that reads calls: it runs those itself that are over before another thread would
 * have taken them, as long as none waits before them and nothing is urgent. Not thread-safe.
 */
public final class QuickRunner implements AutoCloseable {
  private final Scheduler scheduler;
  private final GraphRunner runner = new GraphRunner();

  QuickRunner(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * To be asked before a call is read.
   *
   * @throws io.orilla.model.error.OrillaException TOO_BUSY when too many wait
   */
  public void requireRoom(ServedModel model) {
    scheduler.requireRoom(model);
  }

  /**
   * Takes a call in, as {@link Scheduler#submit} does.
   *
   * @throws io.orilla.model.error.OrillaException TOO_BUSY when too many wait
   */
  public void submit(ServedModel model, Call call) {
    if (!model.statistics().isQuick() || !scheduler.isIdle(model)) {
      scheduler.submit(model, call);
      return;
    }
    try {
      new Batch(model, List.of(WaitingCall.of(call))).run(runner);
    } finally {
      model.release();
    }
  }

  @Override
  public void close() {
    runner.close();
  }
}

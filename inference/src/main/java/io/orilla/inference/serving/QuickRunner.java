package io.orilla.inference.serving;

import io.orilla.inference.GraphRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * For one thread that reads calls: it runs those itself that are over before another thread would
 * have taken them, as long as none waits before them and nothing is urgent. Those that the thread
 * finds at one look run together, and at the latest when they fill a batch: what is found and not
 * answered stays small. Not thread-safe.
 */
public final class QuickRunner implements AutoCloseable {
  private final Scheduler scheduler;
  private final Executor later;
  private final GraphRunner runner = new GraphRunner();
  private Map<ServedModel, Deque<WaitingCall>> found = new LinkedHashMap<>();
  private boolean isRunning;

  QuickRunner(Scheduler scheduler, Executor later) {
    this.scheduler = scheduler;
    this.later = later;
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
    if (found.isEmpty()) {
      later.execute(this::run);
    }
    Deque<WaitingCall> calls = found.computeIfAbsent(model, first -> new ArrayDeque<>());
    calls.add(WaitingCall.of(call));
    if (calls.size() >= model.maxBatch() && !isRunning) {
      run(Batch.next(model, calls));
    }
  }

  /** An answer may bring the next call of its client, which is one of the next look. */
  private void run() {
    Map<ServedModel, Deque<WaitingCall>> now = found;
    found = new LinkedHashMap<>();
    now.forEach(this::run);
  }

  private void run(ServedModel model, Deque<WaitingCall> calls) {
    while (!calls.isEmpty()) {
      run(Batch.next(model, calls));
    }
  }

  private void run(Batch batch) {
    isRunning = true;
    try {
      batch.run(runner);
    } finally {
      isRunning = false;
      batch.calls().forEach(call -> batch.model().release());
    }
  }

  @Override
  public void close() {
    runner.close();
  }
}

package io.orilla.inference.serving;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of all models on a few threads that they share: a model's calls in the order they
 * came, models in turn, but those with a higher priority first. Calls that wait for the same model
 * are put together for one run. A model whose queue is full refuses at once. Thread-safe.
 */
public final class Scheduler implements AutoCloseable {
  private final BooleanSupplier urgent;
  private final Deque<ServedModel> line = new ArrayDeque<>();
  private final List<Computer> computers = new ArrayList<>();
  private final Thread watch;
  private int idle;
  private boolean closed;

  /**
   * @param threads that run graphs
   * @param factory makes them
   * @param urgent whether something is at work on this machine that goes first
   */
  public Scheduler(int threads, ThreadFactory factory, BooleanSupplier urgent) {
    this.urgent = urgent;
    for (int i = 0; i < threads; i++) {
      Computer computer = new Computer(this, urgent);
      computers.add(computer);
      factory.newThread(computer).start();
    }
    this.watch = Thread.ofVirtual().name("inference-watch").start(this::watch);
  }

  /**
   * Takes a call in, and with it the caller's hold of the model.
   *
   * @throws OrillaException TOO_BUSY when too many wait; the model is released then
   */
  public void submit(ServedModel model, Call call) {
    WaitingCall waiting = WaitingCall.of(call);
    synchronized (this) {
      ServingSettings settings = model.settings();
      boolean fits =
          model.heldBytes() == 0 || model.heldBytes() + waiting.bytes() <= settings.maxBytes();
      if (closed || model.waiting().size() >= settings.maxQueue() || !fits) {
        model.release();
        throw refusal(model);
      }
      model.holdBytes(waiting.bytes());
      model.waiting().add(waiting);
      if (!model.list(true)) {
        line.add(model);
      }
      if (idle > 0) {
        notify();
      }
    }
  }

  /**
   * Refuses a call before it is read, where it would be afterwards: reading is most of what a
   * refusal costs, and under too many calls the thread that reads has none to lose.
   *
   * @throws OrillaException TOO_BUSY when too many wait
   */
  synchronized void requireRoom(ServedModel model) {
    ServingSettings settings = model.settings();
    if (model.waiting().size() >= settings.maxQueue() || model.heldBytes() >= settings.maxBytes()) {
      throw refusal(model);
    }
  }

  private static OrillaException refusal(ServedModel model) {
    model.statistics().refused();
    return new OrillaException(
        ErrorCode.TOO_BUSY,
        "%d calls with %d bytes wait for model '%s', which is all it takes; ask again later"
            .formatted(model.waiting().size(), model.heldBytes(), model.name()));
  }

  /**
   * For a thread that reads calls.
   *
   * @param later runs on that thread what it is given, after what the thread is at
   */
  public QuickRunner quickRunner(Executor later) {
    return new QuickRunner(this, later);
  }

  /** Whether a call of this model would run at once. */
  boolean isIdle(ServedModel model) {
    if (urgent.getAsBoolean()) {
      return false;
    }
    synchronized (this) {
      return !closed && model.waiting().isEmpty();
    }
  }

  /** Waits for the next batch; null at the end. */
  synchronized @Nullable Batch take() throws InterruptedException {
    while (!closed) {
      long now = System.nanoTime();
      long soonest = Long.MAX_VALUE;
      ServedModel next = null;
      for (ServedModel model : line) {
        long left = untilDue(model, now);
        soonest = Math.min(soonest, left);
        if (left <= 0
            && (next == null || model.settings().priority() > next.settings().priority())) {
          next = model;
        }
      }
      if (next != null) {
        line.remove(next);
        return batchOf(next);
      }
      idle++;
      try {
        pause(soonest);
      } finally {
        idle--;
      }
    }
    return null;
  }

  private void pause(long nanos) throws InterruptedException {
    if (nanos == Long.MAX_VALUE) {
      wait();
    } else {
      wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
    }
  }

  /** Nanoseconds that the calls of a model are still to wait for others. */
  private static long untilDue(ServedModel model, long now) {
    if (model.maxBatch() < 2 || model.settings().batchDelay().isZero()) {
      return 0;
    }
    long rows = model.waiting().stream().mapToLong(WaitingCall::rows).sum();
    long waited = now - model.waiting().getFirst().since();
    return rows >= model.maxBatch() ? 0 : model.settings().batchDelay().toNanos() - waited;
  }

  private Batch batchOf(ServedModel model) {
    Deque<WaitingCall> waiting = model.waiting();
    Batch batch = Batch.next(model, waiting);
    if (waiting.isEmpty()) {
      model.list(false);
    } else {
      line.add(model);
      if (idle > 0) {
        notify();
      }
    }
    return batch;
  }

  /** The calls are answered. */
  void done(Batch batch) {
    synchronized (this) {
      batch.calls().forEach(call -> batch.model().holdBytes(-call.bytes()));
    }
    batch.calls().forEach(call -> batch.model().release());
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(100);
        computers.forEach(Computer::check);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Refuses what waits, and ends the threads after what they are at. */
  @Override
  public void close() {
    List<Batch> left = new ArrayList<>();
    synchronized (this) {
      closed = true;
      for (ServedModel model : line) {
        left.add(new Batch(model, List.copyOf(model.waiting())));
        model.waiting().clear();
      }
      line.clear();
      notifyAll();
    }
    watch.interrupt();
    OrillaException reason =
        new OrillaException(ErrorCode.PEER_UNAVAILABLE, "the node ends; ask again later");
    for (Batch batch : left) {
      batch.calls().forEach(waiting -> waiting.call().fail(reason));
      done(batch);
    }
  }
}

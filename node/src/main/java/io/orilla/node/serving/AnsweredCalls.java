package io.orilla.node.serving;

import io.orilla.inference.serving.CallLog;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.content.Micros;
import io.orilla.model.document.RequestLog;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.workload.PlacedModel;
import io.orilla.node.workload.Workloads;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals what models answered, for those workloads that say so, on a thread of its own. Who
 * answers a call waits for nothing: what finds no room, or is more than so many a second, is not
 * kept and counted.
 */
final class AnsweredCalls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AnsweredCalls.class);
  private static final int MOST_A_SECOND = 100;
  private static final long MOST_BYTES = 2 << 20;
  private static final long SECOND = 1_000_000_000;

  /** What comes within so many milliseconds is one block. */
  private static final long TOGETHER = 200;

  private final Supplier<Workloads> workloads;
  private final InstantSource clock;
  private final ThreadFactory threads;
  private List<AnsweredCall> waiting = new ArrayList<>();
  private long waitingBytes;
  private long second;
  private int inSecond;
  private long journalled;
  private @Nullable Thread writer;
  private boolean closed;

  /**
   * @param workloads others with each epoch of the journal
   */
  AnsweredCalls(Supplier<Workloads> workloads, InstantSource clock, ThreadFactory threads) {
    this.workloads = workloads;
    this.clock = clock;
    this.threads = threads;
  }

  /** What hears of a model's calls. */
  CallLog of(PlacedModel model) {
    int every = model.serving().log().orElse(RequestLog.NONE).every();
    return every == 0 ? CallLog.NONE : new Sampled(model, every);
  }

  private final class Sampled implements CallLog {
    private final PlacedModel placed;
    private final int every;
    private final AtomicLong calls = new AtomicLong();

    Sampled(PlacedModel placed, int every) {
      this.placed = placed;
      this.every = every;
    }

    @Override
    public void answered(ServedModel model, List<Tensor> inputs, List<Tensor> outputs, long nanos) {
      if (calls.getAndIncrement() % every != 0) {
        return;
      }
      long bytes = inputs.stream().mapToLong(Tensor::bytes).sum();
      if (!takeRoom(bytes)) {
        model.statistics().unlogged();
        return;
      }
      add(
          new AnsweredCall(
              placed,
              model.statistics(),
              Micros.of(clock.instant()),
              nanos,
              inputs.stream().map(AnsweredCall.Input::of).toList(),
              AnsweredCall.numbers(outputs)));
    }
  }

  private synchronized boolean takeRoom(long bytes) {
    long now = System.nanoTime() / SECOND;
    inSecond = now == second ? inSecond : 0;
    second = now;
    if (closed || inSecond >= MOST_A_SECOND || waitingBytes + bytes > MOST_BYTES) {
      return false;
    }
    inSecond++;
    waitingBytes += bytes;
    return true;
  }

  private synchronized void add(AnsweredCall call) {
    waiting.add(call);
    if (writer == null) {
      writer = threads.newThread(this::write);
      writer.start();
    }
    notifyAll();
  }

  private void write() {
    try {
      for (List<AnsweredCall> calls = take(); !calls.isEmpty(); calls = take()) {
        journal(calls);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What waits; nothing at the end. */
  private synchronized List<AnsweredCall> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    long until = System.nanoTime() + TOGETHER * 1_000_000;
    for (long left = TOGETHER; left > 0 && !closed; ) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
    List<AnsweredCall> taken = waiting;
    waiting = new ArrayList<>();
    waitingBytes = 0;
    return taken;
  }

  private void journal(List<AnsweredCall> calls) {
    try {
      Workloads now = workloads.get();
      List<Prediction> predictions = new ArrayList<>(calls.size());
      for (AnsweredCall call : calls) {
        predictions.add(call.prediction(now.node(), journalled++));
      }
      now.keep(predictions);
      calls.forEach(call -> call.statistics().logged());
    } catch (RuntimeException e) {
      log.warn("{} answers are not kept as predictions: {}", calls.size(), e.getMessage());
      calls.forEach(call -> call.statistics().unlogged());
    }
  }

  /** Journals what waits, and no more. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = writer;
      notifyAll();
    }
    try {
      if (last != null) {
        last.join(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

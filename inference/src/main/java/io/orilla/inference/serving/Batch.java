package io.orilla.inference.serving;

import io.orilla.inference.GraphRunner;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of one model that run together. */
record Batch(ServedModel model, List<WaitingCall> calls) {
  private static final Logger log = LoggerFactory.getLogger(Batch.class);

  /** Takes the first of these calls, and those behind it that can be rows of the same run. */
  static Batch next(ServedModel model, Deque<WaitingCall> waiting) {
    WaitingCall first = waiting.removeFirst();
    List<WaitingCall> calls = new ArrayList<>();
    calls.add(first);
    long rows = first.rows();
    while (model.maxBatch() > 1 && !waiting.isEmpty() && first.joins(waiting.getFirst())) {
      rows += waiting.getFirst().rows();
      if (rows > model.maxBatch()) {
        break;
      }
      calls.add(waiting.removeFirst());
    }
    return new Batch(model, calls);
  }

  /** Answers every call, whatever happens. */
  void run(GraphRunner runner) {
    try {
      runThoseStillWanted(runner);
    } catch (RuntimeException e) {
      log.error("A run of model {} failed", model.name(), e);
      OrillaException reason =
          new OrillaException(ErrorCode.INTERNAL_ERROR, "the run failed; the node's log says why");
      calls.forEach(waiting -> waiting.call().fail(reason));
    }
  }

  private void runThoseStillWanted(GraphRunner runner) {
    long began = System.nanoTime();
    List<WaitingCall> live = stillWanted(began);
    if (live.isEmpty()) {
      return;
    }
    try {
      runTogether(runner, live, began);
    } catch (OrillaException e) {
      if (live.size() == 1) {
        fail(live, e, began);
      } else {
        live.forEach(call -> new Batch(model, List.of(call)).run(runner));
      }
    }
  }

  private List<WaitingCall> stillWanted(long now) {
    List<WaitingCall> wanted = new ArrayList<>(calls.size());
    for (WaitingCall waiting : calls) {
      if (waiting.call().isCancelled()) {
        continue;
      }
      if (now - waiting.call().deadline() > 0) {
        OrillaException late =
            new OrillaException(
                ErrorCode.DEADLINE_EXCEEDED,
                "the call waited for %d ms, which is longer than it may"
                    .formatted((now - waiting.since()) / 1_000_000));
        fail(List.of(waiting), late, now);
      } else {
        wanted.add(waiting);
      }
    }
    return wanted;
  }

  private void runTogether(GraphRunner runner, List<WaitingCall> live, long began) {
    List<List<Tensor>> parts = new ArrayList<>(live.size());
    live.forEach(waiting -> parts.add(waiting.call().inputs()));
    runner.run(model.session(), parts, outputs -> answer(live, outputs, began));
  }

  private void answer(List<WaitingCall> live, List<Tensor> outputs, long began) {
    long computed = System.nanoTime();
    count(live, computed - began, began);
    int row = 0;
    for (WaitingCall waiting : live) {
      int rows = (int) waiting.rows();
      List<Tensor> own = live.size() == 1 ? outputs : rows(outputs, row, rows);
      model.log().answered(model, waiting.call().inputs(), own, computed - waiting.since());
      waiting.call().answer(own);
      row += rows;
    }
    model.statistics().answered(live.size(), System.nanoTime() - computed);
  }

  /** Before they are answered: who has an answer finds it counted. */
  private void count(List<WaitingCall> live, long computed, long began) {
    int rows = 0;
    long waited = 0;
    for (WaitingCall waiting : live) {
      rows += (int) waiting.rows();
      waited += began - waiting.since();
    }
    model.statistics().ran(live.size(), rows, waited, computed);
  }

  private static List<Tensor> rows(List<Tensor> outputs, int from, int count) {
    List<Tensor> part = new ArrayList<>(outputs.size());
    for (Tensor output : outputs) {
      part.add(output.rows(from, count));
    }
    return part;
  }

  private void fail(List<WaitingCall> failed, OrillaException reason, long began) {
    model.statistics().failed(failed.size(), System.nanoTime() - began);
    failed.forEach(waiting -> waiting.call().fail(reason));
  }
}

package io.orilla.node.workload;

import io.orilla.inference.Verdict;
import io.orilla.model.content.Digest;
import io.orilla.model.document.Role;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.SampleBlock;
import io.orilla.node.journal.SampleReader;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.RowWindow;
import io.orilla.pipeline.WindowCut;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A seat at work, on a thread of its own: follows the journal and decides each closed window once,
 * with the model that is placed at that moment. After a start it goes through what was journalled
 * before, so that a champion leaves no window out.
 */
final class Occupant implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Occupant.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Seat seat;
  private final Journal journal;
  private final DecidedWindows decided;
  private final FeedStarts starts;
  private final WindowDecider decider;
  private final Pace pace;
  private final Duration longest;
  private final Failures failures;
  private final ModelPointer pointer = new ModelPointer();
  private final DecisionTimes times = new DecisionTimes();
  private final long begun;
  private final Thread thread;
  private long heldSince;
  private volatile @Nullable SampleReader reading;
  private volatile @Nullable Inside inside;
  private volatile boolean abandoned;

  /** A model that is at a window, since so many nanoseconds. */
  private record Inside(LoadedModel model, long since) {}

  /** Who is told that a seat cannot go on. */
  interface Failures {
    /** Its thread ended. */
    void failed(Seat seat, String reason);

    /** Its model does not come back from a window; the thread is left behind with it. */
    void hangs(Occupant occupant, Target model);
  }

  /**
   * @param longest how long a window may take
   */
  Occupant(
      Seat seat,
      Journal journal,
      DecidedWindows decided,
      FeedStarts starts,
      WindowDecider decider,
      Pace pace,
      Duration longest,
      Failures failures) {
    this.seat = seat;
    this.journal = journal;
    this.decided = decided;
    this.starts = starts;
    this.decider = decider;
    this.pace = pace;
    this.longest = longest;
    this.failures = failures;
    this.begun = decider.now();
    this.thread =
        Thread.ofPlatform().daemon().name(seat.role().text() + " " + seat).start(this::run);
  }

  /** Makes a model the one that decides, from the next window on. */
  void place(LoadedModel model) {
    pointer.place(model);
  }

  /** The model that decides windows, or is to from the next one on. */
  Optional<LoadedModel> model() {
    return pointer.model();
  }

  /** Whether a champion's graph is at a window. */
  boolean isUrgent() {
    return inside != null && seat.role() == Role.CHAMPION;
  }

  /** The bundle that decides windows now. */
  Optional<Digest> running() {
    return pointer.running();
  }

  DecisionLatency latency() {
    return times.latency();
  }

  /** The windows that were left out since the agent began. */
  Skipped skipped() {
    return pace.skipped();
  }

  private void run() {
    try {
      Optional<LoadedModel> model = pointer.await();
      while (model.isPresent()) {
        evaluate(model.get());
        model = pointer.await();
      }
      pace.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException e) {
      log.debug("{} was left behind by the agent's end", seat, e);
    } catch (RuntimeException e) {
      log.error("{} is no longer decided", seat, e);
      failures.failed(seat, "predictions stopped: " + e.getMessage());
    } finally {
      pointer.closeModels();
    }
  }

  /** Follows the journal for as long as models want rows of this one's preparation. */
  private void evaluate(LoadedModel first) throws InterruptedException {
    Digest preparation = first.preparationDigest();
    long from = starts.of(seat, preparation, decided.of(seat));
    Evaluation evaluation =
        new Evaluation(
            seat.asset(),
            first.preparation(),
            journal.epoch(),
            from,
            (row, window, consumed, arrivalTime) ->
                decide(preparation, row, window, consumed, arrivalTime));
    try (SampleReader reader = journal.sampleReader(from)) {
      reading = reader;
      while (!pointer.ended() && !pointer.wantsOtherThan(preparation)) {
        Optional<SampleBlock> block = reader.next();
        if (block.isEmpty()) {
          pointer.end();
        }
        heldSince = System.nanoTime();
        block.ifPresent(evaluation::accept);
      }
    } catch (OrillaException e) {
      beginAnewIfNoLongerKept(e);
    }
  }

  private void decide(
      Digest preparation,
      Row row,
      RowWindow window,
      Prediction.Consumed consumed,
      long arrivalTime) {
    if (decider.hasDecided(row.time())) {
      return;
    }
    LoadedModel model = pointer.forWindow(preparation);
    if (!pace.takes(row.time(), arrivalTime, model.target().name())) {
      return;
    }
    WindowCut cut = window.cut(model.graph().signature().rows());
    long graphBegan = System.nanoTime();
    inside = new Inside(model, graphBegan);
    Verdict verdict = model.decide(cut);
    long graph = System.nanoTime() - graphBegan;
    inside = null;
    pace.took(Duration.ofNanos(graph));
    if (!abandoned) {
      long journalledAt = decider.decide(cut, verdict, model, consumed, arrivalTime);
      note(arrivalTime, journalledAt, graph);
    }
  }

  /** A window that was made up for after a restart says nothing of how long windows take. */
  private void note(long arrivalTime, long journalledAt, long graph) {
    long now = System.nanoTime();
    if (arrivalTime > begun) {
      times.add(1000 * (journalledAt - arrivalTime), now - heldSince - graph, graph);
    }
    heldSince = now;
  }

  /**
   * Breaks off a window that takes too long, and leaves a model behind that heeds not even that.
   */
  void check() {
    Inside now = inside;
    if (now == null || abandoned) {
      return;
    }
    long over = System.nanoTime() - now.since() - longest.toNanos();
    if (over > longest.toNanos()) {
      abandoned = true;
      pointer.end();
      failures.hangs(this, now.model().target());
    } else if (over > 0) {
      now.model().graph().terminate();
    }
  }

  Seat seat() {
    return seat;
  }

  private void beginAnewIfNoLongerKept(OrillaException e) {
    if (e.code() != ErrorCode.DOES_NOT_EXIST) {
      throw e;
    }
    log.warn("{} fell behind what the journal keeps and begins anew: {}", seat, e.text());
  }

  /** Ends after the window that is being decided; a model that hangs is left behind. */
  @Override
  public void close() {
    pointer.end();
    SampleReader reader = reading;
    if (reader != null) {
      reader.end();
    }
    try {
      if (!abandoned && !thread.join(CLOSING)) {
        log.warn("{} does not end: its model hangs", seat);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

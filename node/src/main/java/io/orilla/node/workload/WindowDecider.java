package io.orilla.node.workload;

import io.orilla.inference.OnnxModel;
import io.orilla.inference.Verdict;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.journal.Journal;
import io.orilla.pipeline.WindowCut;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives each window of a seat its one prediction. Events that go with it are journalled before: a
 * kill in between makes them appear twice with the same prediction's id, never not at all.
 */
final class WindowDecider {
  private final ObjectName node;
  private final Seat seat;
  private final Journal journal;
  private final DecidedWindows decided;
  private final LatestPredictions latest;
  private final Consumer<Prediction> champions;
  private final InstantSource clock;
  private final String runtime = OnnxModel.runtime();

  /**
   * @param champions told of what a champion says, before it is journalled
   */
  WindowDecider(
      ObjectName node,
      Seat seat,
      Journal journal,
      DecidedWindows decided,
      LatestPredictions latest,
      Consumer<Prediction> champions,
      InstantSource clock) {
    this.node = node;
    this.seat = seat;
    this.journal = journal;
    this.decided = decided;
    this.latest = latest;
    this.champions = champions;
    this.clock = clock;
  }

  /** Whether the window that ends there has its prediction. */
  boolean hasDecided(long windowEnd) {
    return decided.of(seat).filter(last -> last.windowEnd() >= windowEnd).isPresent();
  }

  /** Journals the prediction of a window; answers when that was done, µs UTC. */
  long decide(
      WindowCut cut,
      Verdict verdict,
      LoadedModel model,
      Prediction.Consumed consumed,
      long arrivalTime) {
    Prediction prediction = prediction(cut, verdict, model, consumed, arrivalTime);
    if (seat.role() == Role.CHAMPION) {
      tell(prediction, model);
    }
    decided.journal(prediction);
    long journalledAt = now();
    latest.note(prediction);
    return journalledAt;
  }

  /** A shadow changes nothing and raises no alarm, so that there is nothing to tell of it. */
  private void tell(Prediction prediction, LoadedModel model) {
    Optional<Decided> before = decided.of(seat);
    if (before.filter(last -> last.model().equals(model.digest())).isEmpty()) {
      journal.append(swapped(before, prediction));
    }
    champions.accept(prediction);
  }

  /** A shadow left windows out. */
  void skipped(ObjectName workload, Skipped windows, String reason) {
    journal.append(
        new Event.WindowsSkipped(
            now(),
            workload,
            seat.asset(),
            windows.first(),
            windows.last(),
            windows.count(),
            reason));
  }

  /** µs UTC. */
  long now() {
    return Micros.of(clock.instant());
  }

  private Prediction prediction(
      WindowCut cut,
      Verdict verdict,
      LoadedModel model,
      Prediction.Consumed consumed,
      long arrivalTime) {
    long now = now();
    return new Prediction(
        id(cut.window().to(), model.target().name()),
        node,
        seat.asset(),
        model.target().name(),
        seat.output(),
        seat.role(),
        model.digest(),
        model.target().deployment(),
        model.target().generation(),
        cut.window(),
        consumed,
        now,
        verdict.decision(),
        verdict.reason(),
        verdict.outputs(),
        verdict.quality(),
        now - arrivalTime,
        verdict.input(),
        runtime);
  }

  private String id(long windowEnd, ObjectName workload) {
    return seat.role() == Role.CHAMPION
        ? Prediction.idOf(node, seat.asset(), seat.output(), windowEnd)
        : Prediction.idOfShadow(node, seat.asset(), seat.output(), workload, windowEnd);
  }

  private Event swapped(Optional<Decided> before, Prediction prediction) {
    return new Event.ModelSwapped(
        prediction.decidedAt(),
        prediction.workload(),
        seat.asset(),
        before.map(Decided::model).orElse(null),
        prediction.model(),
        prediction.window().to());
  }
}

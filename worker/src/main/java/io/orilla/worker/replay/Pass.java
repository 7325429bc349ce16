package io.orilla.worker.replay;

import io.orilla.inference.Verdict;
import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Sample;
import io.orilla.model.task.ResultDocument.Replayed;
import io.orilla.pipeline.Evaluator;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.RowListener;
import io.orilla.pipeline.RowWindow;
import io.orilla.pipeline.WindowCut;
import io.orilla.worker.samples.StoredSample;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The samples of one asset once through a fresh evaluator, and each prediction of its windows on
 * the way.
 */
final class Pass implements RowListener {
  private final Models models;
  private final Map<String, Replayed> results;
  private final Map<Long, List<Prediction>> byWindowEnd;
  private final Evaluator evaluator;
  private final RowWindow window;
  private final long from;
  private long sequence;
  private long position;

  /**
   * @param predictions of one asset, all from samples that begin with the same one
   * @param results filled by prediction id
   */
  Pass(
      Preparation preparation,
      List<Prediction> predictions,
      Models models,
      Map<String, Replayed> results) {
    this.models = models;
    this.results = results;
    this.byWindowEnd =
        predictions.stream().collect(Collectors.groupingBy(prediction -> prediction.window().to()));
    this.evaluator = new Evaluator(predictions.getFirst().asset(), preparation, this);
    this.window = new RowWindow(preparation);
    this.from = predictions.getFirst().samples().from();
  }

  void accept(StoredSample stored) {
    sequence = stored.sequence();
    position = stored.position();
    evaluator.accept(stored.sample());
  }

  @Override
  public void row(Row row) {
    window.add(row);
    for (Prediction prediction : byWindowEnd.getOrDefault(row.time(), List.of())) {
      results.put(prediction.id(), replay(prediction));
    }
  }

  @Override
  public void aside(Sample sample, String rule) {}

  private Replayed replay(Prediction prediction) {
    long through = prediction.samples().through();
    if (position != sequence - from + 1) {
      return notReplayable(
          prediction,
          "of the samples %d to %d only %d are in the table: the others were dropped or thinned out before they were delivered"
              .formatted(from, sequence, position));
    }
    if (sequence != through) {
      return notReplayable(
          prediction, "sample %d closes the window where %d did".formatted(sequence, through));
    }
    try {
      Models.Loaded model = models.load(prediction.model());
      WindowCut cut = window.cut(model.graph().signature().rows());
      return new Comparison(prediction, cut.window(), Verdict.of(cut, model.graph())).result();
    } catch (OrillaException e) {
      return notReplayable(prediction, e.text());
    }
  }

  static Replayed notReplayable(Prediction prediction, String reason) {
    return new Replayed(prediction.id(), false, 0, "not replayable: " + reason);
  }
}

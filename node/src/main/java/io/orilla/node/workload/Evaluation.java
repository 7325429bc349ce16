package io.orilla.node.workload;

import io.orilla.model.document.Preparation;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.prediction.Prediction.Consumed;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.node.journal.SampleBlock;
import io.orilla.pipeline.Evaluator;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.RowListener;
import io.orilla.pipeline.RowWindow;

/**
 * One evaluator from its first sample on: journalled samples in, closed windows out. It outlives
 * the models that decide on its windows. Not thread-safe.
 */
final class Evaluation {
  private final JournalEpoch epoch;
  private final long from;
  private final Listener listener;
  private final RowWindow window;
  private final Evaluator evaluator;
  private long sequence;
  private long arrivalTime;

  /** What is done with a window when it closes. */
  @FunctionalInterface
  interface Listener {
    /**
     * A row closed, and with it the windows that end there.
     *
     * @param arrivalTime of the sample that closed it, µs UTC
     */
    void closed(Row row, RowWindow window, Consumed consumed, long arrivalTime);
  }

  Evaluation(
      AssetName asset, Preparation preparation, JournalEpoch epoch, long from, Listener listener) {
    this.epoch = epoch;
    this.from = from;
    this.listener = listener;
    this.window = new RowWindow(preparation);
    this.evaluator = new Evaluator(asset, preparation, new Rows());
  }

  /** Takes in the next samples; those of other assets are passed over by the evaluator. */
  void accept(SampleBlock block) {
    sequence = block.firstSequence();
    for (Sample sample : block.samples()) {
      arrivalTime = sample.arrivalTime();
      evaluator.accept(sample);
      sequence++;
    }
  }

  private final class Rows implements RowListener {
    @Override
    public void row(Row row) {
      window.add(row);
      listener.closed(row, window, new Consumed(epoch, from, sequence), arrivalTime);
    }

    /** What is set aside is found again by the workflow, which evaluates the same samples. */
    @Override
    public void aside(Sample sample, String rule) {}
  }
}

package io.orilla.learning.onnx;

import io.orilla.learning.detector.Detector;
import io.orilla.learning.detector.Statistic;
import io.orilla.learning.detector.Subspace;
import java.util.function.IntToDoubleFunction;

/** What a detector has learnt, as constants of its graph in single precision. */
record Constants(GraphBuilder graph, Detector detector) {

  String mean() {
    return perSignal("mean", signal -> (float) detector.scaling().mean(signal));
  }

  /** What single precision loses of the mean. */
  String meanRest() {
    return perSignal(
        "mean_rest",
        signal -> {
          double mean = detector.scaling().mean(signal);
          return mean - (float) mean;
        });
  }

  String deviation() {
    return perSignal("deviation", detector.scaling()::deviation);
  }

  String zero() {
    return graph.constant("zero", new float[] {0}, 1);
  }

  private String perSignal(String name, IntToDoubleFunction value) {
    float[] values = new float[detector.signals()];
    for (int signal = 0; signal < values.length; signal++) {
      values[signal] = (float) value.applyAsDouble(signal);
    }
    return graph.constant(name, values, values.length);
  }

  /** {@code [5, rows]}: row i of the result is the mean of {@code mean} rows from i on. */
  String averaging() {
    float[] weights = new float[Detector.MEDIAN_ROWS * detector.rows()];
    for (int average = 0; average < Detector.MEDIAN_ROWS; average++) {
      for (int row = average; row < average + detector.mean(); row++) {
        weights[average * detector.rows() + row] = 1f / detector.mean();
      }
    }
    return graph.constant("averaging", weights, Detector.MEDIAN_ROWS, detector.rows());
  }

  /** {@code [signals, directions]}. */
  String directions(Statistic statistic) {
    Subspace subspace = statistic.subspace();
    float[] parts = new float[detector.signals() * subspace.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (float) subspace.part(i % subspace.size(), i / subspace.size());
    }
    return graph.constant(
        statistic.name() + "_directions", parts, detector.signals(), subspace.size());
  }

  /** {@code [directions, signals]}. */
  String transposed(Statistic statistic) {
    Subspace subspace = statistic.subspace();
    float[] parts = new float[detector.signals() * subspace.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (float) subspace.part(i / detector.signals(), i % detector.signals());
    }
    return graph.constant(
        statistic.name() + "_transposed", parts, subspace.size(), detector.signals());
  }
}

package io.orilla.worker.replay;

import io.orilla.inference.OnnxModel;
import io.orilla.inference.Verdict;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.task.ResultDocument.Replayed;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** A prediction beside what came out when it was computed again. */
record Comparison(Prediction before, Prediction.Window window, Verdict now) {
  Replayed result() {
    String detail = detail();
    return new Replayed(before.id(), detail.isEmpty(), largestDifference(), detail);
  }

  /** What is not the same, the earliest cause first; empty when all bits are. */
  private String detail() {
    if (!window.equals(before.window())) {
      return "the window is " + window + " where it was " + before.window();
    }
    if (!Objects.equals(now.reason(), before.reason())) {
      return "the reason is " + now.reason() + " where it was " + before.reason();
    }
    if (!Objects.equals(now.input(), before.input())) {
      return "the model's input has the digest " + now.input() + " where it was " + before.input();
    }
    if (!sameShape()) {
      return "the outputs are " + now.outputs().keySet() + " of another shape";
    }
    if (!sameBits()) {
      return "the outputs differ by up to " + largestDifference() + runtimes();
    }
    if (now.decision() != before.decision() || now.quality() != before.quality()) {
      return "it is %s, %s where it was %s, %s"
          .formatted(now.decision(), now.quality(), before.decision(), before.quality());
    }
    return "";
  }

  private boolean sameShape() {
    return now.outputs().keySet().equals(before.outputs().keySet())
        && now.outputs().entrySet().stream()
            .allMatch(output -> output.getValue().length == other(output).length);
  }

  /** Of floats, so that −0 is not 0. */
  private boolean sameBits() {
    return now.outputs().entrySet().stream()
        .allMatch(output -> Arrays.equals(output.getValue(), other(output)));
  }

  /** The largest absolute difference of outputs; 0 where there is nothing to compare. */
  private double largestDifference() {
    if (!sameShape()) {
      return 0;
    }
    return now.outputs().entrySet().stream()
        .mapToDouble(output -> largestDifference(output.getValue(), other(output)))
        .max()
        .orElse(0);
  }

  private float[] other(Map.Entry<String, float[]> output) {
    return before.outputs().getOrDefault(output.getKey(), new float[0]);
  }

  private static double largestDifference(float[] now, float[] before) {
    double largest = 0;
    for (int i = 0; i < now.length; i++) {
      largest = Math.max(largest, Math.abs((double) now[i] - before[i]));
    }
    return largest;
  }

  private String runtimes() {
    String here = OnnxModel.runtime();
    return here.equals(before.runtime())
        ? ""
        : "; computed on '" + before.runtime() + "', now on '" + here + "'";
  }
}

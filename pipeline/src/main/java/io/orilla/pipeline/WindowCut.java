package io.orilla.pipeline;

import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Quality;

/** The last rows of an asset as a model's input, or why they are none. */
public sealed interface WindowCut {
  Prediction.Window window();

  /** The rows follow each other, none is set aside, every cell has a value. */
  record Fit(Prediction.Window window, WindowTensor tensor, Quality quality) implements WindowCut {}

  /** Nothing can be decided of these rows. */
  record Unfit(Prediction.Window window, Prediction.Reason reason) implements WindowCut {}
}

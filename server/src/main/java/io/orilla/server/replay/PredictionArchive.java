package io.orilla.server.replay;

import io.orilla.model.prediction.Prediction;
import java.util.List;

/** Who holds the predictions that were received. */
@FunctionalInterface
public interface PredictionArchive {
  /** Those with these ids, in any order; ids that are not known are left out. */
  List<Prediction> find(List<String> ids);
}

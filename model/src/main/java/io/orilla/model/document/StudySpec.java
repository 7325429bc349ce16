package io.orilla.model.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Ordered;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.Map;

/**
 * A search for the best detector: every combination of the grid is a trial.
 *
 * @param workflow whose prepared table is read
 * @param labels the label set of the objective
 * @param trainingRows how many first rows of each asset are trained on; the rest is tested
 * @param model registered models are named after it and the asset, as {@code anomaly-loop1}
 * @param grid per algorithm ({@code t2}, {@code pca}) the values of each parameter
 */
public record StudySpec(
    ObjectName workflow,
    ObjectName labels,
    int trainingRows,
    ObjectName model,
    long seed,
    Map<String, Map<String, List<JsonNode>>> grid)
    implements Spec {
  public StudySpec {
    grid = Ordered.copy(grid);
    if (trainingRows < 20) {
      throw OrillaException.invalid(
          "trainingRows " + trainingRows + " is too few: give at least 20");
    }
    if (grid.isEmpty()) {
      throw OrillaException.invalid(
          "grid is empty: name an algorithm with the values of its parameters");
    }
  }
}

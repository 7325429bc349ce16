package io.orilla.server.tracking;

import static io.orilla.server.mlflow.MlflowJson.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.error.OrillaException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training or trial with all that was logged of it, in the shape MLflow's protocol gives it.
 */
public record Run(Info info, Logged data, Inputs inputs) {
  public static final String ACTIVE = "active";

  /** The run a request names, by the field's new name or its old one. */
  static String idOf(@Nullable String runId, @Nullable String runUuid) {
    return required(runId == null || runId.isEmpty() ? runUuid : runId, "run_id");
  }

  /**
   * What a run is.
   *
   * @param runUuid the id again, under its old name, which clients still read
   * @param startTime milliseconds since 1970 UTC
   */
  public record Info(
      String runId,
      String runUuid,
      String runName,
      String experimentId,
      String userId,
      RunStatus status,
      long startTime,
      @Nullable Long endTime,
      String artifactUri,
      String lifecycleStage) {
    /** Refuses what only a run that is not deleted takes. */
    void requireActive() {
      if (!lifecycleStage.equals(ACTIVE)) {
        throw OrillaException.invalid(
            "The run " + runId + " must be in the 'active' state. Current state is deleted.");
      }
    }
  }

  /** What was logged: of each metric the last point. */
  public record Logged(List<Metric> metrics, List<KeyValue> params, List<KeyValue> tags) {
    public Logged {
      metrics = List.copyOf(metrics);
      params = List.copyOf(params);
      tags = List.copyOf(tags);
    }
  }

  /** What the run read. */
  public record Inputs(List<DatasetInput> datasetInputs) {
    public Inputs {
      datasetInputs = List.copyOf(datasetInputs);
    }
  }

  /** A dataset as the client described it, with tags as {@code mlflow.data.context}. */
  public record DatasetInput(List<KeyValue> tags, JsonNode dataset) {
    public DatasetInput(@Nullable List<KeyValue> tags, JsonNode dataset) {
      this.tags = tags == null ? List.of() : List.copyOf(tags);
      this.dataset = required(dataset, "dataset");
    }

    String name() {
      return required(dataset.path("name").textValue(), "dataset.name");
    }

    String digest() {
      return required(dataset.path("digest").textValue(), "dataset.digest");
    }
  }
}

package io.orilla.model.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.orilla.model.content.Digest;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.StudySpec;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import java.util.List;

/** What a worker can be asked to do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskSpec.Prepare.class, name = "prepare"),
  @JsonSubTypes.Type(value = TaskSpec.Tune.class, name = "tune"),
  @JsonSubTypes.Type(value = TaskSpec.Replay.class, name = "replay")
})
public sealed interface TaskSpec {
  /** Clean, validate and transform raw samples of some assets of a workflow. */
  record Prepare(
      ObjectName workflow,
      long generation,
      WorkflowSpec spec,
      List<AssetName> assets,
      TableInput signals)
      implements TaskSpec {}

  /**
   * Run all trials of a study and make a model for each asset from the best trial on the other
   * assets (with one trial: from that one).
   *
   * @param labelSet name and generation, as {@code valve-faults@1}
   */
  record Tune(
      ObjectName study,
      long generation,
      StudySpec spec,
      WorkflowSpec workflow,
      TableInput prepared,
      String labelSet,
      LabelSetSpec labels)
      implements TaskSpec {}

  /**
   * Compute predictions again from stored samples, and compare bits.
   *
   * @param blobs folder of the blob store that holds the bundles
   */
  record Replay(List<Prediction> predictions, TableInput signals, String blobs)
      implements TaskSpec {
    /** The bundles that are needed. */
    public List<Digest> bundles() {
      return predictions.stream().map(Prediction::model).distinct().toList();
    }
  }
}

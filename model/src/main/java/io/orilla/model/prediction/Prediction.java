package io.orilla.model.prediction;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Ordered;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Quality;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model said of one window: a record of the predictions lane, enough to find everything it
 * came from and to compute it again. What it answered to a call from outside is kept so, too.
 * Format: {@code docs/format/prediction.md}.
 *
 * @param id of (node, asset, output, end of the window), so a window has one prediction of the
 *     champion; a shadow's has its workload besides
 * @param role in which it was said: what a shadow says is there to be compared, what is said as a
 *     service was asked for; neither is in any count
 * @param model digest of the model bundle's manifest
 * @param deployment version of the desired state that put the model there
 * @param generation of the workload's document
 * @param window for a call: when it was answered, and its rows
 * @param consumed absent for a call, which brought what it asked about
 * @param decidedAt µs UTC
 * @param reason why there is no prediction; absent otherwise
 * @param outputs the graph's outputs by name, without the batch dimension; empty without a
 *     prediction
 * @param latency from the arrival of the sample that closed the window to the decision, µs
 * @param input digest of the input tensor; absent without a prediction
 * @param runtime build of ONNX Runtime and CPU features, as bits can depend on them
 */
@JsonSerialize(using = PredictionWriter.class)
public record Prediction(
    String id,
    ObjectName node,
    AssetName asset,
    ObjectName workload,
    String output,
    Role role,
    Digest model,
    StateVersion deployment,
    long generation,
    Window window,
    @Nullable Consumed consumed,
    long decidedAt,
    Decision decision,
    @Nullable Reason reason,
    Map<String, float[]> outputs,
    Quality quality,
    long latency,
    @Nullable Digest input,
    String runtime) {
  public Prediction {
    outputs = Ordered.copy(outputs);
    if ((decision == Decision.NONE) == (reason == null)) {
      throw OrillaException.invalid("a prediction has a reason if and only if it decides nothing");
    }
  }

  /** The id of the prediction that this node's champion makes of this window. */
  public static String idOf(ObjectName node, AssetName asset, String output, long windowEnd) {
    return id(node.text(), asset.text(), output, Long.toString(windowEnd));
  }

  /** The id of the prediction that a shadow on this node makes of this window. */
  public static String idOfShadow(
      ObjectName node, AssetName asset, String output, ObjectName workload, long windowEnd) {
    return id(node.text(), asset.text(), output, Long.toString(windowEnd), workload.text());
  }

  /**
   * The id of what a model on this node answered to a call: the agent's so many-th at that time.
   */
  public static String idOfCall(ObjectName node, ObjectName workload, long decidedAt, long number) {
    return id(node.text(), workload.text(), Long.toString(decidedAt), Long.toString(number));
  }

  private static String id(String... parts) {
    return Digest.ofText(String.join("\n", parts)).hex().substring(0, 20);
  }

  /** Whether it counts: a shadow's does not. */
  @JsonIgnore
  public boolean isChampions() {
    return role == Role.CHAMPION;
  }

  /**
   * What it was made of.
   *
   * @throws OrillaException INVALID_ARGUMENT for the answer to a call
   */
  public Consumed samples() {
    if (consumed == null) {
      throw OrillaException.invalid(
          "prediction " + id + " answers a call, which brought its input: no samples are in it");
    }
    return consumed;
  }

  /**
   * The rows of a window: {@code rows} of them, the first at {@code from}, the last at {@code to},
   * µs UTC.
   */
  public record Window(long from, long to, int rows) {}

  /**
   * The records of the signals lane that the evaluator had taken in, both ends inclusive: fed to a
   * fresh evaluator in that order they give the same window.
   */
  public record Consumed(JournalEpoch epoch, long from, long through) {}

  /** Why nothing was decided. */
  public record Reason(Cause cause, String detail) {}

  /** The kinds of reasons. */
  public enum Cause {
    /** Fewer rows since the start than the model needs. */
    WARMING_UP,
    /** The rows do not follow each other. */
    GAP,
    /** A row of the window has a signal without a value. */
    MISSING,
    /** A row of the window was set aside by a rule. */
    SET_ASIDE,
    /** The model failed on this input. */
    MODEL_ERROR
  }
}

package io.orilla.node.serving;

import io.orilla.inference.OnnxModel;
import io.orilla.inference.serving.ModelStatistics;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Quality;
import io.orilla.node.workload.PlacedModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call and its answer, as copies, until they are journalled. Format: {@code
 * docs/format/prediction.md}.
 *
 * @param statistics where it is counted what becomes of it
 * @param time of the answer, µs UTC
 * @param nanos from the call to the answer
 */
record AnsweredCall(
    PlacedModel model,
    ModelStatistics statistics,
    long time,
    long nanos,
    List<Input> inputs,
    Map<String, float[]> outputs) {
  /** Elements of an output that are kept; one that has more is left out. */
  private static final int MOST_ELEMENTS = 256;

  private static final String RUNTIME = OnnxModel.runtime();

  /** A tensor as it came. */
  record Input(String name, DataType type, Shape shape, byte[] content) {
    static Input of(Tensor tensor) {
      return new Input(tensor.name(), tensor.type(), tensor.shape(), tensor.content());
    }

    void addTo(MessageDigest hash) {
      String head = name + "\n" + type + shape + "\n";
      hash.update(head.getBytes(StandardCharsets.UTF_8));
      hash.update(content);
    }
  }

  static Map<String, float[]> numbers(List<Tensor> outputs) {
    Map<String, float[]> numbers = new TreeMap<>();
    for (Tensor output : outputs) {
      int elements = output.shape().elements();
      if (output.type() != DataType.BYTES && elements <= MOST_ELEMENTS) {
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
          values[i] = (float) output.number(i);
        }
        numbers.put(output.name(), values);
      }
    }
    return numbers;
  }

  /**
   * As it is journalled.
   *
   * @param number of the answers that this agent journalled
   */
  Prediction prediction(ObjectName node, long number) {
    return new Prediction(
        Prediction.idOfCall(node, model.workload().name(), time, number),
        node,
        model.workload().asset(),
        model.workload().name(),
        model.workload().output(),
        Role.SERVICE,
        model.workload().bundle(),
        model.deployment(),
        model.workload().generation(),
        new Prediction.Window(time, time, rows()),
        null,
        time,
        Decision.ANSWERED,
        null,
        outputs,
        Quality.GOOD,
        nanos / 1_000,
        digest(),
        RUNTIME);
  }

  private int rows() {
    Shape first = inputs.isEmpty() ? Shape.of() : inputs.getFirst().shape();
    return first.rank() == 0 ? 1 : (int) first.dimension(0);
  }

  private Digest digest() {
    MessageDigest hash = Digest.sha256();
    inputs.forEach(input -> input.addTo(hash));
    return Digest.ofHash(hash.digest());
  }
}

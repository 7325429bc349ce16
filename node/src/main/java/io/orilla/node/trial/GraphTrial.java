package io.orilla.node.trial;

import io.orilla.inference.GraphRunner;
import io.orilla.inference.GraphSession;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.inference.tensor.TensorSpec;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The first run of a graph that is only asked, on zeros: whether it can be loaded and asked at all.
 * That it fails on zeros says nothing of it, as nobody knows what it takes.
 */
final class GraphTrial {
  private GraphTrial() {}

  static ModelTrial.Report attempt(Path graph) {
    try (GraphRunner runner = new GraphRunner()) {
      GraphSession session = GraphSession.load(graph).requireTensors();
      long began = System.nanoTime();
      List<Tensor> inputs = session.inputs().stream().map(GraphTrial::zeros).toList();
      try {
        runner.run(session, List.of(inputs), outputs -> {});
      } catch (OrillaException e) {
        // not made for zeros
      }
      return new ModelTrial.Report(Optional.empty(), (System.nanoTime() - began) / 1_000);
    } catch (OrillaException e) {
      return new ModelTrial.Report(Optional.of(e.text()), 0);
    }
  }

  /** One of each open dimension. */
  private static Tensor zeros(TensorSpec spec) {
    long[] dimensions = spec.shape().dimensions();
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = dimensions[i] == Shape.ANY ? 1 : dimensions[i];
    }
    Shape shape = Shape.of(dimensions);
    if (spec.type() == DataType.BYTES) {
      return Tensor.ofStrings(spec.name(), shape, Collections.nCopies(shape.elements(), ""));
    }
    ByteBuffer memory = ByteBuffer.allocateDirect(shape.elements() * spec.type().size());
    return Tensor.of(spec.name(), spec.type(), shape, memory.order(ByteOrder.LITTLE_ENDIAN));
  }
}

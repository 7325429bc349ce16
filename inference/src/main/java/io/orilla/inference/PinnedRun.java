package io.orilla.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.inference.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Memory for inputs and outputs of fixed shapes, which the graph reads and writes in place, run
 * after run.
 */
final class PinnedRun implements AutoCloseable {
  /** Above that, copying costs more than it saves. */
  private static final int MOST_BYTES = 64 << 10;

  private final List<Shape> shapes;
  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Tensor> outputs = new ArrayList<>();
  private final Map<String, OnnxTensor> inputTensors = new HashMap<>();
  private final Map<String, OnnxTensor> outputTensors = new HashMap<>();

  private final NativeRun run;

  private PinnedRun(
      OrtSession session,
      List<TensorSpec> in,
      List<Shape> inShapes,
      List<TensorSpec> out,
      List<Shape> outShapes)
      throws OrtException {
    this.shapes = inShapes;
    add(in, inShapes, inputs, inputTensors);
    add(out, outShapes, outputs, outputTensors);
    this.run = new NativeRun(session, inputTensors, outputTensors);
  }

  private static void add(
      List<TensorSpec> specs,
      List<Shape> shapes,
      List<Tensor> tensors,
      Map<String, OnnxTensor> byName)
      throws OrtException {
    for (int i = 0; i < specs.size(); i++) {
      TensorSpec spec = specs.get(i);
      Shape shape = shapes.get(i);
      ByteBuffer memory =
          ByteBuffer.allocateDirect(shape.elements() * spec.type().size())
              .order(ByteOrder.LITTLE_ENDIAN);
      Tensor tensor = Tensor.of(spec.name(), spec.type(), shape, memory);
      tensors.add(tensor);
      byName.put(spec.name(), OrtTensors.over(tensor));
    }
  }

  /** Nothing when the outputs' shapes are not known before, or there is too much to copy. */
  static Optional<PinnedRun> of(GraphSession session, List<Shape> shapes) throws OrtException {
    Optional<List<Shape>> outputs = session.outputShapes(shapes);
    if (outputs.isEmpty()
        || !isSmall(session.inputs(), shapes)
        || !isSmall(session.outputs(), outputs.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new PinnedRun(
            session.session(), session.inputs(), shapes, session.outputs(), outputs.get()));
  }

  private static boolean isSmall(List<TensorSpec> specs, List<Shape> shapes) {
    long bytes = 0;
    for (int i = 0; i < specs.size(); i++) {
      int elements = shapes.get(i).elements();
      if (specs.get(i).type() == DataType.BYTES || elements == 0) {
        return false;
      }
      bytes += (long) elements * specs.get(i).type().size();
    }
    return bytes <= MOST_BYTES;
  }

  boolean isFor(List<Shape> others) {
    return shapes.equals(others);
  }

  /** Where an input's content is to be. */
  ByteBuffer input(int index) {
    return inputs.get(index).data();
  }

  List<Tensor> outputs() {
    return outputs;
  }

  void run(OrtSession.RunOptions options) throws OrtException {
    run.run(options);
  }

  @Override
  public void close() {
    inputTensors.values().forEach(OnnxTensor::close);
    outputTensors.values().forEach(OnnxTensor::close);
  }
}

package io.orilla.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.ModelSignature.Output;
import io.orilla.pipeline.WindowTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inputs and outputs of a fixed batch in direct memory that the runtime reads and writes in place:
 * a call copies one window in and the outputs out, nothing else.
 */
final class PinnedCall implements AutoCloseable {
  private final OrtSession session;
  private final OrtSession.RunOptions options;
  private final FloatBuffer window;
  private final ByteBuffer mask;
  private final List<Result> results = new ArrayList<>();
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  PinnedCall(OrtEnvironment environment, OrtSession session, ModelSignature signature, int batch)
      throws OrtException {
    this.session = session;
    this.options = new OrtSession.RunOptions();
    long[] shape = {batch, signature.rows(), signature.signals().size()};
    int cells = batch * signature.rows() * signature.signals().size();
    this.window = floats(cells);
    this.mask = ByteBuffer.allocateDirect(cells).order(ByteOrder.nativeOrder());
    inputs.put(ModelSignature.WINDOW, OnnxTensor.createTensor(environment, window, shape));
    inputs.put(
        ModelSignature.MASK, OnnxTensor.createTensor(environment, mask, shape, OnnxJavaType.BOOL));
    for (Output output : signature.outputs()) {
      FloatBuffer result = floats(batch * output.width());
      results.add(new Result(output, result));
      outputs.put(
          output.name(),
          OnnxTensor.createTensor(
              environment, result, GraphCheck.outputShape(session, output, batch)));
    }
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(Float.BYTES * count)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  void put(int index, WindowTensor tensor) {
    int cells = tensor.values().length;
    window.put(index * cells, tensor.values());
    for (int cell = 0; cell < cells; cell++) {
      mask.put(index * cells + cell, (byte) (tensor.mask()[cell] ? 1 : 0));
    }
  }

  /** The result owns nothing, as all outputs are ours: closing it would close them. */
  @SuppressWarnings("MustBeClosedChecker")
  void run() throws OrtException {
    options.setTerminate(false);
    session.run(inputs, Set.of(), outputs, options);
  }

  /** Ends a run that is under way on another thread, at the graph's next operator. */
  void terminate() throws OrtException {
    options.setTerminate(true);
  }

  Map<String, float[]> outputs(int index) {
    Map<String, float[]> values = new HashMap<>();
    for (Result result : results) {
      float[] value = new float[result.output.width()];
      result.batch.get(index * value.length, value);
      values.put(result.output.name(), value);
    }
    return values;
  }

  private record Result(Output output, FloatBuffer batch) {}

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    options.close();
  }
}

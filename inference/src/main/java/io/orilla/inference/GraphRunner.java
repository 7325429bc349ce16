package io.orilla.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs graphs on one thread, one after the other. What a graph takes several of, rows of all its
 * inputs, may come in parts that are put together.
 */
public final class GraphRunner implements AutoCloseable {
  private final OrtSession.RunOptions options;
  private volatile boolean terminated;

  public GraphRunner() {
    try {
      this.options = new OrtSession.RunOptions();
      options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // clients are told what fails
    } catch (OrtException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "the runtime does not start", e);
    }
  }

  /**
   * Runs a graph once.
   *
   * @param parts the inputs in the graph's order; several parts differ in their rows only
   * @param read is given the outputs, which are there until it returns
   * @throws OrillaException INVALID_ARGUMENT when the graph fails on these inputs,
   *     DEADLINE_EXCEEDED when it was made to fail
   */
  public void run(GraphSession session, List<List<Tensor>> parts, Consumer<List<Tensor>> read) {
    List<Shape> shapes = parts.size() == 1 ? shapes(parts.getFirst()) : sums(parts);
    try {
      if (terminated) {
        options.setTerminate(false);
        terminated = false;
      }
      Optional<PinnedRun> pinned = session.pinned().take(shapes);
      if (pinned.isEmpty()) {
        pinned = PinnedRun.of(session, shapes);
      }
      if (pinned.isEmpty() || !runPinned(session, pinned.get(), parts, read)) {
        runFree(session, parts.size() == 1 ? parts.getFirst() : joined(parts, shapes), read);
      }
    } catch (OrtException e) {
      throw terminated
          ? new OrillaException(
              ErrorCode.DEADLINE_EXCEEDED, "the run took longer than it may, and was broken off", e)
          : OrillaException.invalid("the model failed on this input: " + e.getMessage());
    }
  }

  private static List<Shape> shapes(List<Tensor> inputs) {
    List<Shape> shapes = new ArrayList<>(inputs.size());
    for (Tensor input : inputs) {
      shapes.add(input.shape());
    }
    return shapes;
  }

  private static List<Shape> sums(List<List<Tensor>> parts) {
    List<Shape> sums = new ArrayList<>();
    for (int i = 0; i < parts.getFirst().size(); i++) {
      long rows = 0;
      for (List<Tensor> part : parts) {
        rows += part.get(i).shape().dimension(0);
      }
      sums.add(parts.getFirst().get(i).shape().withRows(rows));
    }
    return sums;
  }

  /** False when it failed, as graphs may name two dimensions alike that are not: then free runs. */
  private boolean runPinned(
      GraphSession session, PinnedRun run, List<List<Tensor>> parts, Consumer<List<Tensor>> read)
      throws OrtException {
    try {
      for (int i = 0; i < parts.getFirst().size(); i++) {
        fill(run.input(i), parts, i);
      }
      run.run(options);
    } catch (OrtException e) {
      run.close();
      if (terminated) {
        throw e;
      }
      return false;
    }
    try {
      read.accept(run.outputs());
      return true;
    } finally {
      session.pinned().give(run);
    }
  }

  private static void fill(ByteBuffer memory, List<List<Tensor>> parts, int input) {
    int at = 0;
    for (List<Tensor> part : parts) {
      ByteBuffer data = part.get(input).data();
      memory.put(at, data, data.position(), data.remaining());
      at += data.remaining();
    }
  }

  private static List<Tensor> joined(List<List<Tensor>> parts, List<Shape> shapes) {
    List<Tensor> joined = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Tensor first = parts.getFirst().get(i);
      int input = i;
      int bytes = parts.stream().mapToInt(part -> part.get(input).data().remaining()).sum();
      ByteBuffer memory = ByteBuffer.allocateDirect(bytes);
      fill(memory, parts, i);
      List<String> strings =
          parts.stream().flatMap(part -> part.get(input).strings().stream()).toList();
      joined.add(new Tensor(first.name(), first.type(), shapes.get(i), memory, strings));
    }
    return joined;
  }

  private void runFree(GraphSession session, List<Tensor> inputs, Consumer<List<Tensor>> read)
      throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (Tensor input : inputs) {
        tensors.put(input.name(), OrtTensors.over(input));
      }
      try (OrtSession.Result result =
          session.session().run(tensors, session.session().getOutputNames(), Map.of(), options)) {
        List<Tensor> outputs = new ArrayList<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.add(OrtTensors.read(output.getKey(), (OnnxTensor) output.getValue()));
        }
        read.accept(outputs);
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  /** Makes what another thread runs here fail soon. */
  public void terminate() {
    try {
      terminated = true;
      options.setTerminate(true);
    } catch (OrtException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "the run cannot be ended", e);
    }
  }

  @Override
  public void close() {
    options.close();
  }
}

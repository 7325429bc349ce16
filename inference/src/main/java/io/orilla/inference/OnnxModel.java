package io.orilla.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.pipeline.WindowTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model's graph, ready to score windows on the calling thread. One window at a time runs through
 * buffers that are allocated once; many go through in batches. Thread-safe: calls wait for each
 * other.
 *
 * <p>The native libraries are taken from {@code -Donnxruntime.native.path} when that is set, else
 * unpacked to the temporary folder.
 */
public final class OnnxModel implements AutoCloseable {
  private static final int BATCH = 256;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final GraphSession shared;
  private final OrtSession session;
  private final ModelSignature signature;
  private final PinnedCall single;

  private OnnxModel(GraphSession shared, ModelSignature signature) throws OrtException {
    this.shared = shared;
    this.session = shared.session();
    this.signature = signature;
    GraphCheck.check(session, signature);
    this.single = new PinnedCall(environment, session, signature, 1);
  }

  /**
   * Loads a graph and checks that it takes and gives what the signature says.
   *
   * @throws OrillaException DOES_NOT_EXIST without the file, INVALID_FORMAT when it is no graph
   *     that this runtime can run, or another one than the signature's
   */
  public static OnnxModel load(Path graph, ModelSignature signature) {
    GraphSession shared = GraphSession.load(graph);
    try {
      return new OnnxModel(shared, signature);
    } catch (OrillaException e) {
      shared.release();
      throw e;
    } catch (OrtException e) {
      shared.release();
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "the model graph at " + graph + " cannot be described: " + e.getMessage(),
          e);
    }
  }

  /** Build of ONNX Runtime and CPU features: on what the last bits of outputs can depend. */
  public static String runtime() {
    return "onnxruntime " + OrtEnvironment.getEnvironment().getVersion() + " " + Cpu.features();
  }

  public ModelSignature signature() {
    return signature;
  }

  /** The graph, for others to run beside: their runs and ours do not wait for each other. */
  public GraphSession session() {
    return shared;
  }

  /**
   * Scores one window.
   *
   * @return the outputs by name, without the batch dimension
   * @throws OrillaException INVALID_ARGUMENT when the window has another shape than the signature,
   *     INTERNAL_ERROR when the graph fails on it
   */
  public synchronized Map<String, float[]> run(WindowTensor window) {
    checkShape(window);
    try {
      single.put(0, window);
      single.run();
      return single.outputs(0);
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  /**
   * Makes the single window that another thread is scoring fail soon. An operator that does not
   * come to its end by itself is not ended by this either.
   */
  @SuppressWarnings("GuardedBy") // the thread that scores holds the lock
  public void terminate() {
    try {
      single.terminate();
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  /** Scores many windows, in order; the last bits may differ from scoring them one by one. */
  public synchronized List<Map<String, float[]>> run(List<WindowTensor> windows) {
    windows.forEach(this::checkShape);
    List<Map<String, float[]>> results = new ArrayList<>(windows.size());
    try {
      for (int from = 0; from < windows.size(); from += BATCH) {
        results.addAll(runBatch(windows.subList(from, Math.min(from + BATCH, windows.size()))));
      }
      return results;
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  private List<Map<String, float[]>> runBatch(List<WindowTensor> windows) throws OrtException {
    try (PinnedCall call = new PinnedCall(environment, session, signature, windows.size())) {
      for (int index = 0; index < windows.size(); index++) {
        call.put(index, windows.get(index));
      }
      call.run();
      List<Map<String, float[]>> results = new ArrayList<>(windows.size());
      for (int index = 0; index < windows.size(); index++) {
        results.add(call.outputs(index));
      }
      return results;
    }
  }

  private void checkShape(WindowTensor window) {
    if (window.rows() != signature.rows() || window.columns() != signature.signals().size()) {
      throw OrillaException.invalid(
          "the model takes windows of "
              + signature.rows()
              + " rows and "
              + signature.signals().size()
              + " signals, not "
              + window.rows()
              + " and "
              + window.columns());
    }
  }

  private static OrillaException failed(OrtException e) {
    return new OrillaException(
        ErrorCode.INTERNAL_ERROR, "the model failed on its input: " + e.getMessage(), e);
  }

  /** Lets go of the graph; the model must not be used any more. */
  @Override
  public synchronized void close() {
    single.close();
    shared.release();
  }
}

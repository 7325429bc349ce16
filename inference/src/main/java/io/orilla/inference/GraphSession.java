package io.orilla.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.TensorSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A loaded graph that several parties run, each for as long as it holds it; the native memory goes
 * when the last one lets go. Thread-safe: runs on several threads do not wait for each other.
 */
public final class GraphSession {
  private final OrtSession session;
  private final AtomicInteger holders = new AtomicInteger(1);
  private final PinnedRuns pinned = new PinnedRuns();
  private @Nullable List<TensorSpec> inputs;
  private @Nullable List<TensorSpec> outputs;

  private GraphSession(OrtSession session) {
    this.session = session;
  }

  /**
   * Loads a graph; whoever loads it holds it.
   *
   * @throws OrillaException DOES_NOT_EXIST without the file, INVALID_FORMAT when it is no graph
   *     that this runtime can run
   */
  public static GraphSession load(Path graph) {
    if (!Files.isRegularFile(graph)) {
      throw OrillaException.notFound("there is no model graph at " + graph);
    }
    CommandLine.requireShort();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return new GraphSession(environment.createSession(graph.toString(), options));
    } catch (OrtException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "the model graph at " + graph + " cannot be loaded: " + e.getMessage(),
          e);
    }
  }

  /** Takes part in it; false when it is gone already. */
  public boolean hold() {
    int before = holders.get();
    while (before > 0 && !holders.compareAndSet(before, before + 1)) {
      before = holders.get();
    }
    return before > 0;
  }

  /** Lets go of it; the last to do so frees the native memory. */
  public void release() {
    if (holders.decrementAndGet() > 0) {
      return;
    }
    pinned.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "the model cannot be unloaded", e);
    }
  }

  OrtSession session() {
    return session;
  }

  PinnedRuns pinned() {
    return pinned;
  }

  /**
   * @throws OrillaException INVALID_FORMAT when the graph takes or gives what is no tensor
   */
  public synchronized List<TensorSpec> inputs() {
    List<TensorSpec> known = inputs;
    if (known == null) {
      known = specs(() -> session.getInputInfo().values());
      inputs = known;
    }
    return known;
  }

  /**
   * @throws OrillaException INVALID_FORMAT when the graph takes or gives what is no tensor
   */
  public synchronized List<TensorSpec> outputs() {
    List<TensorSpec> known = outputs;
    if (known == null) {
      known = specs(() -> session.getOutputInfo().values());
      outputs = known;
    }
    return known;
  }

  /**
   * Refuses a graph that cannot be asked, and lets go of it then.
   *
   * @throws OrillaException INVALID_FORMAT when the graph takes or gives what is no tensor
   */
  public GraphSession requireTensors() {
    try {
      inputs();
      outputs();
      return this;
    } catch (OrillaException e) {
      release();
      throw e;
    }
  }

  private interface Nodes {
    Collection<NodeInfo> read() throws OrtException;
  }

  private static List<TensorSpec> specs(Nodes nodes) {
    try {
      return nodes.read().stream().map(OrtTypes::spec).toList();
    } catch (OrtException e) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "the graph cannot be described", e);
    }
  }

  /** What the outputs' shapes are for these inputs', where the graph's symbols tell it. */
  Optional<List<Shape>> outputShapes(List<Shape> given) {
    Map<String, Long> sizes = new HashMap<>();
    List<TensorSpec> declared = inputs();
    for (int i = 0; i < declared.size(); i++) {
      List<String> symbols = declared.get(i).symbols();
      for (int d = 0; d < symbols.size() && d < given.get(i).rank(); d++) {
        sizes.put(symbols.get(d), given.get(i).dimension(d));
      }
    }
    List<Shape> shapes =
        outputs().stream().flatMap(output -> shape(output, sizes).stream()).toList();
    return shapes.size() == outputs().size() ? Optional.of(shapes) : Optional.empty();
  }

  private static Optional<Shape> shape(TensorSpec output, Map<String, Long> sizes) {
    long[] shape = output.shape().dimensions();
    if (shape.length == 0) {
      return Optional.empty();
    }
    for (int d = 0; d < shape.length; d++) {
      String symbol = output.symbols().get(d);
      if (shape[d] == Shape.ANY) {
        Long size = symbol.isEmpty() ? null : sizes.get(symbol);
        if (size == null) {
          return Optional.empty();
        }
        shape[d] = size;
      }
    }
    return Optional.of(Shape.of(shape));
  }
}

package io.orilla.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.ModelSignature.Output;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Whether a graph takes and gives what a model's signature says. */
final class GraphCheck {
  /** How ONNX Runtime gives a dimension that is open. */
  private static final long OPEN = -1;

  private GraphCheck() {}

  static void check(OrtSession session, ModelSignature signature) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    if (!inputs.keySet().equals(Set.of(ModelSignature.WINDOW, ModelSignature.MASK))) {
      throw differs("its inputs are " + inputs.keySet() + " where window and mask are expected");
    }
    long[] shape = {OPEN, signature.rows(), signature.signals().size()};
    check("input", named(inputs, ModelSignature.WINDOW), OnnxJavaType.FLOAT, shape);
    check("input", named(inputs, ModelSignature.MASK), OnnxJavaType.BOOL, shape);
    for (Output output : signature.outputs()) {
      NodeInfo found = named(session.getOutputInfo(), output.name());
      check("output", found, OnnxJavaType.FLOAT, outputShape(session, output, OPEN));
    }
  }

  /** {@code [batch]} where the graph gives a plain number, else {@code [batch, width]}. */
  static long[] outputShape(OrtSession session, Output output, long batch) throws OrtException {
    boolean plain =
        output.width() == 1
            && named(session.getOutputInfo(), output.name()).getInfo() instanceof TensorInfo tensor
            && tensor.getShape().length == 1;
    return plain ? new long[] {batch} : new long[] {batch, output.width()};
  }

  private static NodeInfo named(Map<String, NodeInfo> all, String name) {
    NodeInfo found = all.get(name);
    if (found == null) {
      throw differs("it has no '" + name + "', only " + all.keySet());
    }
    return found;
  }

  private static void check(String what, NodeInfo found, OnnxJavaType type, long[] shape) {
    if (!(found.getInfo() instanceof TensorInfo tensor)
        || tensor.type != type
        || !fits(tensor.getShape(), shape)) {
      throw differs(
          "its %s '%s' is %s where %s%s is expected (-1: any)"
              .formatted(what, found.getName(), found.getInfo(), type, Arrays.toString(shape)));
    }
  }

  /** Only the batch may, and must, be open; the others may be, as not every exporter names them. */
  private static boolean fits(long[] found, long[] wanted) {
    if (found.length != wanted.length || found[0] != OPEN) {
      return false;
    }
    for (int i = 1; i < found.length; i++) {
      if (found[i] != wanted[i] && found[i] != OPEN) {
        return false;
      }
    }
    return true;
  }

  private static OrillaException differs(String how) {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT, "the model graph is not the one its signature describes: " + how);
  }
}

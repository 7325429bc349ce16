package io.orilla.inference.serving;

import io.orilla.inference.tensor.Tensor;
import java.util.List;

/** Hears of calls just before they are answered. It must not wait. Thread-safe. */
@FunctionalInterface
public interface CallLog {
  /** Keeps nothing. */
  CallLog NONE = (model, inputs, outputs, nanos) -> {};

  /**
   * A call is answered.
   *
   * @param inputs in the graph's order; they are gone when this returns, as the outputs are
   * @param nanos since the call came
   */
  void answered(ServedModel model, List<Tensor> inputs, List<Tensor> outputs, long nanos);
}

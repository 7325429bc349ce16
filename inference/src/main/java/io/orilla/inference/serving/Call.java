package io.orilla.inference.serving;

import io.orilla.inference.tensor.Tensor;
import io.orilla.model.error.OrillaException;
import java.util.List;

/** One request for a model's outputs, as a door took it in. It is answered once. */
public interface Call {
  /** In the graph's order; they stay as they are until the call is answered. */
  List<Tensor> inputs();

  /** When it is too late to begin, by {@link System#nanoTime()}. */
  long deadline();

  /** Whether nobody waits for the answer any more. */
  boolean isCancelled();

  /**
   * Takes the answer, on the thread that computes.
   *
   * @param outputs in the graph's order; they are gone when this returns
   */
  void answer(List<Tensor> outputs);

  /** Takes the reason why there is no answer. */
  void fail(OrillaException reason);
}

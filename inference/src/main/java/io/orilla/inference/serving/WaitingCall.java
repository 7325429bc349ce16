package io.orilla.inference.serving;

import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import java.util.List;

/**
 * A call in a model's queue.
 *
 * @param since when it came, by {@link System#nanoTime()}
 * @param bytes what it keeps in memory
 */
record WaitingCall(Call call, long since, long bytes) {
  static WaitingCall of(Call call) {
    long bytes = 0;
    for (Tensor input : call.inputs()) {
      bytes += input.bytes();
    }
    return new WaitingCall(call, System.nanoTime(), bytes);
  }

  /** Rows of its inputs; 1 where they have none. */
  long rows() {
    List<Tensor> inputs = call.inputs();
    Shape first = inputs.isEmpty() ? Shape.of() : inputs.getFirst().shape();
    return first.rank() == 0 ? 1 : first.dimension(0);
  }

  /** Whether both can be rows of one run. */
  boolean joins(WaitingCall other) {
    List<Tensor> ours = call.inputs();
    List<Tensor> theirs = other.call.inputs();
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).shape().hasSameRowsAs(theirs.get(i).shape())
          || ours.get(i).shape().dimension(0) != ours.getFirst().shape().dimension(0)) {
        return false;
      }
    }
    return true;
  }
}

package io.orilla.inference.protocol;

import io.orilla.inference.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request for a model's outputs.
 *
 * @param inputs in the graph's order
 * @param outputs those that are wanted, in the order they were named
 * @param timeout how long it may wait, where it says so
 */
public record InferRequest(
    Optional<String> id, List<Tensor> inputs, List<Wanted> outputs, Optional<Duration> timeout) {
  /**
   * An output that is wanted.
   *
   * @param index in the graph
   * @param binary whether it is to come as bytes behind the JSON
   */
  public record Wanted(int index, boolean binary) {}
}

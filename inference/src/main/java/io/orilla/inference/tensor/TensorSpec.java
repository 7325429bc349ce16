package io.orilla.inference.tensor;

import java.util.List;

/**
 * An input or output as a graph declares it.
 *
 * @param shape empty also for one whose rank is open
 * @param symbols the names of its dimensions; empty for those without
 */
public record TensorSpec(String name, DataType type, Shape shape, List<String> symbols) {
  public TensorSpec {
    symbols = List.copyOf(symbols);
  }

  /** Whether a tensor of that type and shape may be tried; the graph may still refuse it. */
  public boolean takes(DataType givenType, Shape given) {
    return type == givenType && (shape.rank() == 0 || shape.takes(given));
  }

  /** As {@code FP32[-1,8]}. */
  public String text() {
    return type + shape.toString();
  }
}

package io.orilla.connector.opcua.simulator;

import java.util.List;

/** Is told what subscribers are about to be handed. */
public interface HandOver {
  HandOver UNNOTICED = values -> {};

  /** Called before the values enter the subscribers' queues, one call after another. */
  void handed(List<HandedValue> values);

  /**
   * A value that at least one monitored item gets now.
   *
   * @param repeated whether a subscriber was handed it before: the first value of a new monitored
   *     item is the current one
   */
  record HandedValue(ServedValue value, boolean repeated) {}
}

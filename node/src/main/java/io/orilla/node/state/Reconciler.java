package io.orilla.node.state;

import io.orilla.model.desired.DesiredState;

/** Brings a part of the node to what a desired state says. */
public interface Reconciler {
  /**
   * Sets out for the state and returns soon; what fails is reported by the part itself and never
   * thrown. A newer state may come before this one is reached.
   */
  void reach(DesiredState state);

  /** Whether the last state is reached. */
  boolean settled();
}

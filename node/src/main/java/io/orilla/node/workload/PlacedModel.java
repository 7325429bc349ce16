package io.orilla.node.workload;

import io.orilla.inference.GraphSession;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ServingSpec;

/**
 * A workload's model at work.
 *
 * @param workload that it was placed for
 * @param deployment version of the desired state that put it there
 * @param serving how its calls are to be answered now
 * @param graph to be held before it is run: the model may be replaced at any time
 */
public record PlacedModel(
    DesiredState.Workload workload,
    StateVersion deployment,
    ServingSpec serving,
    GraphSession graph) {
  static PlacedModel of(Loaded model, Target now) {
    Target placed = model.target();
    return new PlacedModel(
        placed.workload(),
        placed.deployment(),
        now.workload().serving().orElse(ServingSpec.DEFAULT),
        model.session());
  }

  /** Of the registered model. */
  public int version() {
    return workload.modelVersion();
  }
}

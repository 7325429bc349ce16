package io.orilla.node.workload;

import io.orilla.inference.GraphSession;

/**
 * A workload's model at work.
 *
 * @param version of the registered model
 * @param graph to be held before it is run: the model may be replaced at any time
 */
public record PlacedModel(int version, GraphSession graph) {
  static PlacedModel of(LoadedModel model) {
    return new PlacedModel(model.target().workload().modelVersion(), model.graph().session());
  }
}

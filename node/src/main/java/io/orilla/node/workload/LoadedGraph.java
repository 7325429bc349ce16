package io.orilla.node.workload;

import io.orilla.inference.GraphSession;
import io.orilla.model.error.OrillaException;
import java.nio.file.Path;

/** A model that is only asked, and decides no windows. */
record LoadedGraph(Target target, GraphSession session) implements Loaded {
  /**
   * @throws OrillaException INVALID_FORMAT when it is no graph that this runtime can run, or takes
   *     or gives what is no tensor
   */
  static LoadedGraph load(Path graph, Target target, NativeCalls.Slot slot) {
    slot.enter();
    try {
      return new LoadedGraph(target, GraphSession.load(graph).requireTensors());
    } finally {
      slot.leave();
    }
  }

  @Override
  public void close() {
    session.release();
  }
}

package io.orilla.node.workload;

import io.orilla.inference.GraphSession;

/** A model ready to take its seat. Its owner closes it. */
sealed interface Loaded extends AutoCloseable permits LoadedModel, LoadedGraph {
  /** The deployment that brought it. */
  Target target();

  /** The graph, for calls to run beside. */
  GraphSession session();

  @Override
  void close();
}

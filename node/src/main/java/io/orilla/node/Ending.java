package io.orilla.node;

/** What comes after a node is closed. */
public enum Ending {
  /** Nothing: somebody stopped it. */
  STOP,
  /** It starts again, with its settings read anew. */
  RESTART,
  /** All that it kept goes. */
  WIPE
}

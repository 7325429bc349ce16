package io.orilla.pipeline;

/** How a cell of a row came by its value. */
public enum CellState {
  /** A sample since the row before. */
  GOOD,
  /** A sample since the row before, which its source calls uncertain. */
  UNCERTAIN,
  /** The last sample stands in, not older than the preparation's hold. */
  HELD,
  /** No value. */
  MISSING
}

package io.orilla.node.journal;

/** What a lane does when its records that are not delivered are over their budget. */
public enum DropPolicy {
  /** The oldest segments make room for what is new. */
  DROP_OLDEST,

  /** Of the oldest segments every so many-th sample of each signal stays; then they go as well. */
  THIN,

  /** What is new is not taken, and named as dropped, until there is room. */
  REFUSE
}

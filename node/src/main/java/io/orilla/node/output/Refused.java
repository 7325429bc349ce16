package io.orilla.node.output;

/** Why a write is refused. */
enum Refused {
  /** The node's file does not list the address for this peer. */
  UNLISTED,
  /** The value does not lie within what the file allows. */
  OUT_OF_RANGE
}

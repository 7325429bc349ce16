package io.orilla.model.command;

/** How far a command got, as far as is known. */
public enum CommandState {
  /** It waits for the node to ask. */
  ISSUED,
  /** The node was given it. */
  SENT,
  /** The node took it; there is no result yet. */
  ACCEPTED,
  DONE,
  FAILED,
  /** It came too late; nothing was done. */
  EXPIRED,
  /** It may have been done or not: look before repeating it. */
  UNKNOWN;

  /** Whether nothing that is heard later changes it. */
  public boolean isFinal() {
    return this == DONE || this == FAILED || this == EXPIRED;
  }

  /** Whether a result is still to come. */
  public boolean isOpen() {
    return this == ISSUED || this == SENT || this == ACCEPTED;
  }
}

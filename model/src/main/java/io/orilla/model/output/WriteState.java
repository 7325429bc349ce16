package io.orilla.model.output;

/** How far something that was to be written came. */
public enum WriteState {
  /** It goes out now; where nothing follows, the node was ended meanwhile, and it is unknown. */
  BEGUN,
  /** The peer says that it was done, and where it can be read it reads so. */
  DONE,
  /** Nothing was written, or it reads otherwise. */
  NOT_DONE,
  /** It may have been written or not; it is not written again. */
  UNKNOWN,
  /** Its deadline passed before it could be written. */
  LATE,
  /** The node's file of permissions does not allow it. */
  REFUSED;

  /** Whether it went otherwise than it was meant to. */
  public boolean isNews() {
    return this != BEGUN && this != DONE;
  }
}

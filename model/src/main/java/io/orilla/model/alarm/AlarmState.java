package io.orilla.model.alarm;

/** How an alarm stands, after ISA-18.2 (IEC 62682), in its plain states A to D. */
public enum AlarmState {
  /** It is not so, and nobody has to look. */
  NORMAL(false, true),
  /** It is so, and nobody has acknowledged it. */
  ACTIVE(true, false),
  /** It is so, and somebody knows. */
  ACKNOWLEDGED(true, true),
  /** It is no longer so, and nobody has acknowledged that it was. */
  RETURNED(false, false);

  private final boolean active;
  private final boolean acknowledged;

  AlarmState(boolean active, boolean acknowledged) {
    this.active = active;
    this.acknowledged = acknowledged;
  }

  public boolean isActive() {
    return active;
  }

  public boolean isAcknowledged() {
    return acknowledged;
  }

  /** It is so, again perhaps. */
  public AlarmState raised() {
    return active ? this : ACTIVE;
  }

  /** It is no longer so. */
  public AlarmState cleared() {
    return switch (this) {
      case ACTIVE -> RETURNED;
      case ACKNOWLEDGED -> NORMAL;
      case NORMAL, RETURNED -> this;
    };
  }

  /** Somebody knows. */
  public AlarmState acknowledgement() {
    return active ? ACKNOWLEDGED : NORMAL;
  }
}

package io.orilla.node.source;

/** Why samples may be missing; the words stand in gap events. */
enum GapReason {
  RESTART("restart"),
  DISCONNECTED("disconnected"),
  OVERFLOW("overflow"),
  REFUSED("refused");

  private final String text;

  GapReason(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}

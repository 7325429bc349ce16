package io.orilla.node.doctor;

/**
 * What one look at the machine showed.
 *
 * @param advice what to do; empty when nothing is
 */
public record Finding(String what, Level level, String detail, String advice) {
  /** How bad it is. */
  public enum Level {
    OK,
    /** It works, not for long or not well. */
    WARN,
    FAIL
  }

  static Finding ok(String what, String detail) {
    return new Finding(what, Level.OK, detail, "");
  }

  static Finding warn(String what, String detail, String advice) {
    return new Finding(what, Level.WARN, detail, advice);
  }

  static Finding fail(String what, String detail, String advice) {
    return new Finding(what, Level.FAIL, detail, advice);
  }
}

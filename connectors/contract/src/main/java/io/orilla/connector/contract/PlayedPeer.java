package io.orilla.connector.contract;

import org.junit.jupiter.api.Assumptions;

/** A server of a protocol, played. Signals are called by their local names. */
public interface PlayedPeer extends AutoCloseable {
  int port();

  /** From now on the signal has this value, which a 32-bit float holds exactly. */
  void say(String signal, double value);

  /**
   * From now on the signal's value is not to be trusted.
   *
   * @return the raw status code that its sample is to carry
   */
  default long sayBad(String signal) {
    return skip("no value of this protocol has a quality");
  }

  /** From now on the signal has a text, though it had numbers. */
  default void sayText(String signal, String text) {
    skip("the values of this protocol have no types");
  }

  /** Ends at once; what is connected is cut off. */
  @Override
  void close();

  private static long skip(String reason) {
    Assumptions.abort("skipped: " + reason);
    return 0;
  }
}

package io.orilla.model.connector;

import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.util.List;

/**
 * What a connection tells the node. Calls of one connection come one after another; a call may
 * block, which is the back-pressure.
 */
public interface SampleListener {
  /** Values in the order they were received, with source time and raw status code. */
  void received(List<Sample> samples);

  /** The source is being read, from here on. */
  void connected();

  /** The source cannot be read: values between the last and the next sample may be missing. */
  void disconnected(String reason);

  /** The peer says that it dropped values of a signal since its last sample. */
  void overflowed(SignalName signal);

  /**
   * A signal cannot be read, as when the peer does not know its address, or said something that is
   * no value; the others are read. It holds until the signal's next sample.
   */
  default void refused(SignalName signal, String reason) {}

  /** The peer answered, though with nothing new: it is there. */
  default void heard() {}
}

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

  /** The peer refuses a signal, as when it does not know its address; the others are read. */
  default void refused(SignalName signal, String reason) {}
}

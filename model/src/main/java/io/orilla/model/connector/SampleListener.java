package io.orilla.model.connector;

import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.util.List;
import java.util.Optional;

/**
 * What a connection tells the node. Calls of one connection come one after another; a call may
 * block, which is the back-pressure.
 */
public interface SampleListener {
  /** Values in the order they were received, with source time and raw status code. */
  void received(List<Sample> samples);

  /**
   * The same from a source that can be read again, as a file: when the samples are journalled it
   * goes on from this place. Before its first samples it says where it begins, with none. After a
   * restart it tells once more what it told behind an earlier place, in the same order for each
   * signal; the listener takes what it does not have.
   */
  default void received(List<Sample> samples, String place) {
    received(samples);
  }

  /** From where such a source goes on; none when it was never read. */
  default Optional<String> place() {
    return Optional.empty();
  }

  /** The source is being read, from here on. */
  void connected();

  /** The source is being read again from where it was: the peer kept what came meanwhile. */
  default void resumed() {
    connected();
  }

  /**
   * The source cannot be read: values between the last and the next sample may be missing. It is
   * told again when it is for another reason.
   */
  void disconnected(String reason);

  /**
   * Values of a signal since its last sample are gone, as the peer says, or as the place tells from
   * which it was to go on: what comes from here on is new.
   */
  void overflowed(SignalName signal);

  /**
   * A signal cannot be read, as when the peer does not know its address, or said something that is
   * no value; the others are read. It holds until the signal's next sample.
   */
  default void refused(SignalName signal, String reason) {}

  /** The peer answered, though with nothing new: it is there. */
  default void heard() {}
}

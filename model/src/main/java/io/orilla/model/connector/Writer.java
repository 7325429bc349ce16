package io.orilla.model.connector;

import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.util.Optional;

/**
 * A way to write to one peer. It connects when it is first used, and anew after any trouble; it
 * never repeats a write by itself. Used by one thread; {@link #close} by any.
 */
public interface Writer extends AutoCloseable {
  /**
   * What stands at an address now; empty where the protocol has no way to ask.
   *
   * @throws OrillaException PEER_UNAVAILABLE when there is no answer in time, or it is refused
   */
  Optional<Value> read(String address, Duration within);

  /** Writes once. What no answer came to within the time is unknown. */
  WriteOutcome write(String address, Value value, Duration within);

  @Override
  void close();
}

package io.orilla.connector.s7;

import io.orilla.connector.peer.Closing;
import java.util.concurrent.locks.LockSupport;

/** Lets not too many requests go in a second. */
final class Pace {
  private static final long SECOND = 1_000_000_000L;

  private final long nanosBetween;
  private final Closing closing;
  private long nextAt = System.nanoTime();

  Pace(int perSecond, Closing closing) {
    this.nanosBetween = SECOND / perSecond;
    this.closing = closing;
  }

  void await() {
    for (long wait = nextAt - System.nanoTime();
        wait > 0 && !closing.isClosed();
        wait = nextAt - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    nextAt = Math.max(nextAt, System.nanoTime()) + nanosBetween;
  }
}

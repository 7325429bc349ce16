package io.orilla.inference.serving;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Lets what is urgent on this machine go first: while it is at work, no other run begins. */
public final class Precedence {
  private static final int LOOKS = 200;
  private static final long LOOK = 20_000;

  private final AtomicInteger urgent = new AtomicInteger();

  /** Something urgent begins; it is to be told when it ends. */
  public void enter() {
    urgent.incrementAndGet();
  }

  public void leave() {
    urgent.decrementAndGet();
  }

  /** Waits until nothing urgent is at work; not for ever, as that may hang. */
  void yieldToUrgent() {
    for (int look = 0; urgent.get() > 0 && look < LOOKS; look++) {
      LockSupport.parkNanos(LOOK);
    }
  }
}

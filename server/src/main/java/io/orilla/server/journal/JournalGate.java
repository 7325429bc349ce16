package io.orilla.server.journal;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Where batches come in: it is shut for the moment in which inbox and database are copied, so that
 * the copies know of the same batches. Thread-safe.
 */
public final class JournalGate {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

  /** Takes something in, unless the gate is shut: then it waits. */
  <T> T pass(Supplier<T> intake) {
    lock.readLock().lock();
    try {
      return intake.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Works while nothing is on its way through the gate. */
  public void whileClosed(Runnable work) {
    lock.writeLock().lock();
    try {
      work.run();
    } finally {
      lock.writeLock().unlock();
    }
  }
}

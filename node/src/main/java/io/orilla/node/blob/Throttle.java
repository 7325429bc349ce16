package io.orilla.node.blob;

import java.util.concurrent.TimeUnit;

/** Keeps all transfers together below a rate. Thread-safe. */
final class Throttle {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long bytesPerSecond;
  private long freeAt = System.nanoTime();

  /**
   * @param bytesPerSecond 0 for no limit
   */
  Throttle(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Returns when so many bytes more may have come. */
  void pass(int bytes) throws InterruptedException {
    if (bytesPerSecond > 0) {
      TimeUnit.NANOSECONDS.sleep(waitFor(bytes));
    }
  }

  private synchronized long waitFor(int bytes) {
    long now = System.nanoTime();
    freeAt = Math.max(freeAt, now) + bytes * SECOND / bytesPerSecond;
    return freeAt - now;
  }
}

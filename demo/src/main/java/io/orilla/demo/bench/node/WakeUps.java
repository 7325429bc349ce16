package io.orilla.demo.bench.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * How late a thread that waits wakes on this machine, as it is now: the least that any program that
 * waits for something takes.
 */
final class WakeUps implements AutoCloseable {
  private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long HIGHEST = TimeUnit.SECONDS.toNanos(60);

  private final ConcurrentHistogram late = new ConcurrentHistogram(1_000, HIGHEST, 2);
  private final Thread thread = Thread.ofPlatform().daemon().name("wake-ups").start(this::run);
  private volatile boolean closed;

  private void run() {
    while (!closed) {
      long due = System.nanoTime() + WAIT;
      LockSupport.parkNanos(WAIT);
      late.recordValue(Math.clamp(System.nanoTime() - due, 1, HIGHEST));
    }
  }

  double p99Micros() {
    return late.getValueAtPercentile(99) / 1000.0;
  }

  @Override
  public void close() {
    closed = true;
  }
}

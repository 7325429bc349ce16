package io.orilla.node.blob;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Breaks a transfer off that brings nothing for too long, or has had its turn. */
final class StallGuard implements AutoCloseable {
  private final Closeable transfer;
  private final long stall;
  private final long turnEnds;
  private final Thread thread;
  private volatile long movedAt = System.nanoTime();
  private volatile Optional<String> verdict = Optional.empty();

  StallGuard(Closeable transfer, BlobSettings settings) {
    this.transfer = transfer;
    this.stall = settings.stall().toNanos();
    this.turnEnds = movedAt + settings.turn().toNanos();
    this.thread = Thread.ofVirtual().name("stall-guard").start(this::watch);
  }

  /** Something came. */
  void moved() {
    movedAt = System.nanoTime();
  }

  /** Why the transfer was broken off, if it was. */
  Optional<String> verdict() {
    return verdict;
  }

  private void watch() {
    try {
      while (verdict.isEmpty()) {
        long now = System.nanoTime();
        long left = Math.min(movedAt + stall, turnEnds) - now;
        if (left > 0) {
          Thread.sleep(Duration.ofNanos(left));
        } else {
          verdict = Optional.of(turnEnds <= now ? "had its turn" : "brought nothing for too long");
        }
      }
      transfer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the transfer ended by itself
    } catch (IOException e) {
      // What cannot be closed is broken off already.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

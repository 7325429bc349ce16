package io.orilla.lake.inbox;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Writes what waits, all with one sync, and tells those who wait. */
final class GroupWriter implements AutoCloseable {
  private final Segments segments;
  private final Outcome outcome;
  private final long waitingBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private List<Waiting> queue = new ArrayList<>();
  private long queuedBytes;
  private boolean closed;

  /** An entry, with where its lane stands once it is durable. */
  record Waiting(InboxEntry entry, LanePosition position, CompletableFuture<Void> durable) {}

  /** Hears what became of a group, on the writer's thread. */
  interface Outcome {
    void durable(List<Waiting> group);

    /** Neither the group nor what had queued behind it is held: {@code failed} are all of them. */
    void failed(List<Waiting> failed, OrillaException cause);
  }

  GroupWriter(Segments segments, Outcome outcome, long waitingBytes) {
    this.segments = segments;
    this.outcome = outcome;
    this.waitingBytes = waitingBytes;
    this.thread = Thread.ofPlatform().daemon().name("inbox-writer").start(this::run);
  }

  /**
   * @throws OrillaException STORAGE_UNAVAILABLE when too much waits already, or it is closed
   */
  void submit(Waiting waiting) {
    lock.lock();
    try {
      int bytes = waiting.entry().batch().length;
      if (closed || (queuedBytes > 0 && queuedBytes + bytes > waitingBytes)) {
        throw new OrillaException(
            ErrorCode.STORAGE_UNAVAILABLE,
            closed
                ? "the inbox is closed; send the batch again when the server is back"
                : queuedBytes + " bytes wait for the disk already; send the batch again later");
      }
      queue.add(waiting);
      queuedBytes += bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (List<Waiting> group = take(); !group.isEmpty(); group = take()) {
      try {
        segments.append(group.stream().map(Waiting::entry).toList());
        outcome.durable(group);
      } catch (IOException | RuntimeException e) {
        fail(group, e);
      }
    }
  }

  private List<Waiting> take() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<Waiting> group = queue;
      queue = new ArrayList<>();
      queuedBytes = 0;
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void fail(List<Waiting> group, Exception e) {
    OrillaException cause =
        new OrillaException(
            ErrorCode.STORAGE_UNAVAILABLE,
            "cannot write the inbox: " + e + "; send the batch again later",
            e);
    outcome.failed(group, cause);
  }

  /**
   * Empties the queue; for {@link Outcome#failed}, under whatever lock keeps others from adding.
   */
  List<Waiting> drain() {
    lock.lock();
    try {
      List<Waiting> rest = queue;
      queue = new ArrayList<>();
      queuedBytes = 0;
      return rest;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

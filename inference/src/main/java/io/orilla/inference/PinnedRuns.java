package io.orilla.inference;

import io.orilla.inference.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The pinned memory of a graph that nobody uses now, the latest used first. Thread-safe. */
final class PinnedRuns implements AutoCloseable {
  private static final int MOST = 16;

  private final Deque<PinnedRun> idle = new ArrayDeque<>();
  private boolean closed;

  /** Takes one of these shapes; it is to be given back. */
  synchronized Optional<PinnedRun> take(List<Shape> shapes) {
    for (Iterator<PinnedRun> all = idle.iterator(); all.hasNext(); ) {
      PinnedRun run = all.next();
      if (run.isFor(shapes)) {
        all.remove();
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  synchronized void give(PinnedRun run) {
    if (closed) {
      run.close();
      return;
    }
    idle.addFirst(run);
    if (idle.size() > MOST) {
      idle.removeLast().close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(PinnedRun::close);
    idle.clear();
  }
}

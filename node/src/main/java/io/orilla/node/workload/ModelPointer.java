package io.orilla.node.workload;

import static java.util.Objects.requireNonNull;

import io.orilla.model.content.Digest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which model decides the next window. A new one is placed by whoever loaded it and taken by the
 * thread that decides, between two windows; models that are no longer needed are closed here.
 */
final class ModelPointer {
  private @Nullable LoadedModel placed;
  private @Nullable LoadedModel inUse;
  private boolean ended;

  /** Makes a model the next one. */
  synchronized void place(LoadedModel model) {
    if (ended) {
      model.close();
      return;
    }
    LoadedModel before = placed;
    placed = model;
    if (before != null && before != inUse) {
      before.close();
    }
    notifyAll();
  }

  /** Waits until there is a model and takes it; nothing when the seat was given up. */
  synchronized Optional<LoadedModel> await() throws InterruptedException {
    while (placed == null && !ended) {
      wait();
    }
    return ended ? Optional.empty() : Optional.of(take());
  }

  /** The model for the next window, whose rows are of this preparation. */
  synchronized LoadedModel forWindow(Digest preparation) {
    return wantsOtherThan(preparation) ? requireNonNull(inUse) : take();
  }

  private LoadedModel take() {
    LoadedModel next = requireNonNull(placed);
    LoadedModel before = inUse;
    inUse = next;
    if (before != null && before != next) {
      before.close();
    }
    return next;
  }

  /** Whether the next model wants other rows than those of this preparation. */
  synchronized boolean wantsOtherThan(Digest preparation) {
    return placed != null && !placed.preparationDigest().equals(preparation);
  }

  /** The model that decides, or is about to. */
  synchronized Optional<LoadedModel> model() {
    return Optional.ofNullable(placed);
  }

  synchronized Optional<Digest> running() {
    return Optional.ofNullable(inUse).map(LoadedModel::digest);
  }

  synchronized boolean ended() {
    return ended;
  }

  /** No model decides any more; the thread that decides closes them when it sees it. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized void closeModels() {
    ended = true;
    if (placed != null && placed != inUse) {
      placed.close();
    }
    if (inUse != null) {
      inUse.close();
    }
    placed = null;
    inUse = null;
  }
}

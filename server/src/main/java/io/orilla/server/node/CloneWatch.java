package io.orilla.server.node;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.node.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices that two boxes speak as one node, their disk having been copied: each has a journal epoch
 * of its own, and they take turns. A box whose journal was set back to an older state is no clone:
 * it begins a new epoch, and the one before never speaks again. Thread-safe.
 */
public final class CloneWatch {
  /** A late request of the epoch before, and a journal set back, each are one return. */
  private static final int RETURNS = 2;

  private static final Duration WITHIN = Duration.ofHours(1);
  private static final int EPOCHS = 8;

  private final Nodes nodes;
  private final InstantSource clock;
  private final Map<ObjectName, Speech> speeches = new ConcurrentHashMap<>();

  public CloneWatch(Nodes nodes, InstantSource clock) {
    this.nodes = nodes;
    this.clock = clock;
    nodes.watch(this::forgetIfJoined);
  }

  /** Hears that a node speaks for this epoch of its journal; quarantines it when it is two. */
  public void heard(ObjectName node, JournalEpoch epoch) {
    Speech speech = speeches.computeIfAbsent(node, any -> new Speech());
    if (speech.isClone(epoch, clock.instant())) {
      nodes.quarantine(
          node,
          "two boxes speak as '%s', by the journal epochs %s and another: a disk was copied. Join the right box anew with a token of 'orilla token --replace %s'"
              .formatted(node, epoch.id(), node));
    }
  }

  /** A box that joins anew is not held to what was heard before. */
  private void forgetIfJoined(ObjectName node) {
    if (nodes.find(node).filter(known -> known.standing() == Standing.TRUSTED).isPresent()) {
      speeches.remove(node);
    }
  }

  private static final class Speech {
    /** The epoch that spoke last comes last. */
    private final Deque<JournalEpoch> epochs = new ArrayDeque<>();

    private final Deque<Instant> returns = new ArrayDeque<>();

    synchronized boolean isClone(JournalEpoch epoch, Instant now) {
      if (epoch.equals(epochs.peekLast())) {
        return false;
      }
      boolean returned = epochs.remove(epoch);
      epochs.addLast(epoch);
      if (epochs.size() > EPOCHS) {
        epochs.removeFirst();
      }
      if (!returned) {
        return false;
      }
      returns.addLast(now);
      returns.removeIf(at -> at.isBefore(now.minus(WITHIN)));
      return returns.size() >= RETURNS;
    }
  }
}

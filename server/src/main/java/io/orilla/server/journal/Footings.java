package io.orilla.server.journal;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Footing;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.LeaningBatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each node's next batch of samples may lean on: the last one that was taken. It is kept in
 * memory alone, of those that delivered most recently; a node whose own is not here sends its batch
 * whole. Thread-safe.
 */
final class Footings {
  /** Some 50 bytes each. */
  private static final int MAX_SIGNALS = 1 << 20;

  private final Map<ObjectName, Footing> nodes = new LinkedHashMap<>(16, 0.75f, true);
  private int signals;

  /**
   * Reads the body of a batch.
   *
   * @throws io.orilla.model.error.OrillaException FOOTING_UNKNOWN, or INVALID_FORMAT
   */
  JournalBatch decode(ObjectName node, byte[] body) {
    return LeaningBatch.is(body) ? LeaningBatch.decode(body, of(node)) : JournalBatch.decode(body);
  }

  private synchronized Optional<Footing> of(ObjectName node) {
    return Optional.ofNullable(nodes.get(node));
  }

  /** Remembers a batch that was taken. */
  void taken(ObjectName node, JournalBatch batch) {
    Footing.behind(batch).ifPresent(footing -> put(node, footing));
  }

  private synchronized void put(ObjectName node, Footing footing) {
    Footing before = nodes.put(node, footing);
    signals += footing.signals() - (before == null ? 0 : before.signals());
    var eldest = nodes.values().iterator();
    while (signals > MAX_SIGNALS) {
      signals -= eldest.next().signals();
      eldest.remove();
    }
  }
}

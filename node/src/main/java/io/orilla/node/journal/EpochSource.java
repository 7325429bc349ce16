package io.orilla.node.journal;

import io.orilla.model.journal.JournalEpoch;

/** Makes the identity of a new journal; no two are ever the same. */
@FunctionalInterface
public interface EpochSource {
  JournalEpoch next();
}

package io.orilla.lake.inbox;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;

/** Within this, sequence numbers count from 1. */
public record LaneKey(ObjectName node, JournalEpoch epoch, Lane lane) {}

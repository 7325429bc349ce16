package io.orilla.demo.ledger;

import io.orilla.model.signal.SignalName;

/** A sample as a node's journal keeps it; times are µs UTC. */
public record JournalledSample(SignalName signal, long sourceTime, long journalledAt) {}

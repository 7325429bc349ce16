package io.orilla.demo.ledger;

import io.orilla.model.signal.SignalName;

/** A row of {@code raw.signals}, as far as an account needs it. Times are µs UTC. */
public record LakeSample(SignalName signal, long sourceTime, double value, long statusCode) {}

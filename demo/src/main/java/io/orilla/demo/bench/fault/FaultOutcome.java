package io.orilla.demo.bench.fault;

import io.orilla.demo.ledger.Audit;
import java.util.List;
import java.util.Locale;

/**
 * What became of everything after the kills.
 *
 * @param unbalanced lanes whose account does not close, or that dropped something
 * @param windows closed, {@code missed} without a prediction, {@code doubled} with two
 * @param astray nodes that do not run what their desired state says
 * @param leftovers temporary files that stayed
 */
record FaultOutcome(
    Target kill,
    long seed,
    int rounds,
    Audit ledger,
    List<String> unbalanced,
    long windows,
    long missed,
    long doubled,
    List<String> astray,
    List<String> leftovers) {
  @com.fasterxml.jackson.annotation.JsonProperty
  boolean ok() {
    return ledger.isBalanced()
        && unbalanced.isEmpty()
        && windows > 0
        && missed == 0
        && doubled == 0
        && astray.isEmpty()
        && leftovers.isEmpty();
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "kill %s, %d rounds, seed %d: %d served, %d in the lake, %d in gaps, %d missing, %d twice, %d wrong; %d windows, %d missed, %d doubled; unbalanced %s, astray %s, leftovers %s: %s",
        kill.name().toLowerCase(Locale.ROOT),
        rounds,
        seed,
        ledger.served(),
        ledger.inLake(),
        ledger.inGaps(),
        ledger.missing(),
        ledger.twice(),
        ledger.wrong(),
        windows,
        missed,
        doubled,
        unbalanced,
        astray,
        leftovers,
        ok() ? "all accounts close" : "ACCOUNTS DO NOT CLOSE");
  }
}

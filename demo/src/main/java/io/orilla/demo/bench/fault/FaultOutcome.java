package io.orilla.demo.bench.fault;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orilla.demo.ledger.Audit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of everything after the faults.
 *
 * @param faults how often each kind came
 * @param wedged rounds after which the site was not itself again in time, and what was lacking
 * @param slowest the longest time to that, with the kind it came after
 * @param unbalanced lanes whose account does not close at the node, or is another at the server
 * @param unnamed numbers of lanes that the lake lacks and no node named
 * @param windows closed, {@code givenUp} where a journal epoch ended, {@code missed} without a
 *     prediction, {@code doubled} with two
 * @param leftovers temporary files that stayed
 */
record FaultOutcome(
    long seed,
    int rounds,
    Map<String, Integer> faults,
    @JsonUnwrapped Audit ledger,
    int wedged,
    @JsonProperty("wedged_after") List<String> wedgedAfter,
    @JsonProperty("slowest_convergence_ms") long slowest,
    @JsonProperty("slowest_after") String slowestAfter,
    List<String> unbalanced,
    List<String> unnamed,
    long windows,
    long missed,
    @JsonProperty("given_up") long givenUp,
    long doubled,
    List<String> leftovers) {
  @JsonProperty
  boolean ok() {
    return ledger.isBalanced()
        && wedged == 0
        && unbalanced.isEmpty()
        && unnamed.isEmpty()
        && windows > 0
        && missed == 0
        && doubled == 0
        && leftovers.isEmpty();
  }

  String text() {
    return String.format(
        Locale.ROOT,
        """
        %d rounds, seed %d: %d wedged, slowest back after %d ms (%s)
        %d values served: %d in the lake, %d in gaps, %d dropped by name, %d missing, %d twice, %d wrong
        %d windows: %d given up by name, %d missed, %d doubled
        unbalanced %s, unnamed %s, leftovers %s
        %s""",
        rounds,
        seed,
        wedged,
        slowest,
        slowestAfter,
        ledger.served(),
        ledger.inLake(),
        ledger.inGaps(),
        ledger.dropped(),
        ledger.missing(),
        ledger.twice(),
        ledger.wrong(),
        windows,
        givenUp,
        missed,
        doubled,
        unbalanced,
        unnamed,
        leftovers,
        ok() ? "all accounts close" : "ACCOUNTS DO NOT CLOSE");
  }
}

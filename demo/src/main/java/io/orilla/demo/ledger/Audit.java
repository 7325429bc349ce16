package io.orilla.demo.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of the values that the plant served; a value is known by its signal and source time.
 *
 * @param served different values that were handed to a subscriber
 * @param inLake those of them that the lake has
 * @param inGaps those that it does not have, and that lie inside a named gap
 * @param dropped as many of the others as their nodes named as journalled and given up
 * @param missing those that are nowhere
 * @param twice rows of the lake beyond the first of a value
 * @param wrong values that the lake has with another number or status than was served, or that were
 *     never served
 */
public record Audit(
    long served,
    @JsonProperty("in_lake") long inLake,
    @JsonProperty("in_gaps") long inGaps,
    long dropped,
    long missing,
    long twice,
    long wrong) {
  /** Nothing lost without a name, nothing double, nothing changed. */
  @JsonIgnore
  public boolean isBalanced() {
    return missing == 0 && twice == 0 && wrong == 0;
  }
}

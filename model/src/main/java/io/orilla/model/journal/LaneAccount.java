package io.orilla.model.journal;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The balance of a lane, in records: {@code made = delivered + pending + dropped}. {@code made} is
 * counted where records are made, the others where they are kept, so an imbalance shows a loss.
 */
public record LaneAccount(Lane lane, long made, long delivered, long pending, long dropped) {
  @JsonProperty
  public boolean balanced() {
    return made == delivered + pending + dropped;
  }
}

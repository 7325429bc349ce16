package io.orilla.model.journal;

/**
 * The balance of a lane, in records: {@code made = delivered + pending + dropped}. {@code made} is
 * counted where records are made, the others where they are kept, so an imbalance shows a loss.
 */
public record LaneAccount(Lane lane, long made, long delivered, long pending, long dropped) {
  @com.fasterxml.jackson.annotation.JsonProperty
  public boolean balanced() {
    return made == delivered + pending + dropped;
  }
}

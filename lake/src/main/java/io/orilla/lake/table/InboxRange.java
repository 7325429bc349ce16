package io.orilla.lake.table;

import io.orilla.model.error.OrillaException;

/**
 * The inbox entries that a commit takes into a table: those above {@code after} up to and including
 * {@code through}.
 */
public record InboxRange(long after, long through) {
  /** Table property and snapshot summary: all entries up to here are in the table. */
  public static final String THROUGH = "orilla.inbox.through";

  public InboxRange {
    if (after < 0 || through < after) {
      throw OrillaException.invalid("no range of inbox entries: " + after + " to " + through);
    }
  }
}

package io.orilla.node.workload;

/**
 * Windows that a shadow left out because it was too slow for them.
 *
 * @param first end of the first one, µs UTC; 0 when there is none
 * @param last end of the last one
 */
public record Skipped(long count, long first, long last) {
  static final Skipped NONE = new Skipped(0, 0, 0);

  Skipped and(long windowEnd) {
    return new Skipped(count + 1, count == 0 ? windowEnd : first, windowEnd);
  }
}

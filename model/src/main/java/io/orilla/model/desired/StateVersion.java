package io.orilla.model.desired;

import java.util.Comparator;

/**
 * How new a desired state is: strictly rising, first by epoch (a restored backup opens a new one),
 * then by counter.
 */
public record StateVersion(long epoch, long counter) implements Comparable<StateVersion> {
  public static final StateVersion NONE = new StateVersion(0, 0);

  @Override
  public int compareTo(StateVersion other) {
    return Comparator.comparingLong(StateVersion::epoch)
        .thenComparingLong(StateVersion::counter)
        .compare(this, other);
  }

  public boolean isNewerThan(StateVersion other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return epoch + "." + counter;
  }
}

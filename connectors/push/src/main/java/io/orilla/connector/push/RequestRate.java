package io.orilla.connector.push;

/** So many requests in a second, and a second's worth of them at once. Thread-safe. */
final class RequestRate {
  private static final double NANOS_PER_SECOND = 1e9;

  private final int perSecond;
  private double left;
  private long at = System.nanoTime();

  RequestRate(int perSecond) {
    this.perSecond = perSecond;
    this.left = perSecond;
  }

  synchronized boolean takes() {
    long now = System.nanoTime();
    left = Math.min(perSecond, left + (now - at) / NANOS_PER_SECOND * perSecond);
    at = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}

package io.orilla.node.workload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How a model does at its work: it soaks until it is good, and is watched from then on. Not
 * thread-safe: the thread that decides tells it of each window.
 */
final class ModelWatch {
  private final LifeSettings settings;
  private final InstantSource clock;
  private final Listener listener;
  private final Instant began;
  private Phase phase;
  private int windows;
  private int failures;
  private int useless;

  private enum Phase {
    SOAKING,
    GOOD,
    DEGRADED,
    GIVEN_UP
  }

  /** Who acts on what is seen; called by the thread that decides, which it must not keep. */
  interface Listener {
    void good();

    /** It failed too often to be trusted. */
    void unfit(String reason);

    /** It was good, and fails now and then. */
    void degraded(String reason);

    /** It was good, and for a whole stretch nothing came of it. */
    void useless(String reason);

    void recovered();
  }

  /**
   * @param proven whether it was good before, and so needs no soak
   */
  ModelWatch(LifeSettings settings, InstantSource clock, boolean proven, Listener listener) {
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    this.began = clock.instant();
    this.phase = proven ? Phase.GOOD : Phase.SOAKING;
  }

  void decided(Duration took) {
    if (took.compareTo(settings.slow()) > 0) {
      fail(1, "a window took " + took.toMillis() + " ms");
    }
    count();
  }

  /** It gave no finite score, or an error; one that had to be broken off has no second chance. */
  void failed(String reason, Duration took) {
    int weight = took.compareTo(settings.window()) > 0 ? settings.tolerated() + 1 : 1;
    fail(weight, reason);
    useless += weight;
    if (useless >= settings.soakWindows() && phase == Phase.DEGRADED) {
      useless = 0;
      listener.useless(message(reason));
    }
    count();
  }

  private void fail(int weight, String reason) {
    failures += weight;
    if (failures > settings.tolerated()) {
      lose(message(reason));
    }
  }

  private String message(String reason) {
    return "of " + (windows + 1) + " windows too many failed; the last: " + reason;
  }

  private void lose(String reason) {
    switch (phase) {
      case SOAKING -> {
        phase = Phase.GIVEN_UP;
        listener.unfit(reason);
      }
      case GOOD -> {
        phase = Phase.DEGRADED;
        listener.degraded(reason);
      }
      case DEGRADED, GIVEN_UP -> {}
    }
  }

  private void count() {
    windows++;
    if (windows >= settings.soakWindows()) {
      endOfStretch();
    }
  }

  /** Windows are judged in stretches, so that what is long ago weighs nothing. */
  private void endOfStretch() {
    switch (phase) {
      case SOAKING -> {
        if (Duration.between(began, clock.instant()).compareTo(settings.soakTime()) < 0) {
          return;
        }
        phase = Phase.GOOD;
        listener.good();
      }
      case DEGRADED -> {
        if (failures == 0) {
          phase = Phase.GOOD;
          listener.recovered();
        }
      }
      case GOOD, GIVEN_UP -> {}
    }
    windows = 0;
    failures = 0;
    useless = 0;
  }
}

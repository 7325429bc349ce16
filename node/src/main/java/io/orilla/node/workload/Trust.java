package io.orilla.node.workload;

import io.orilla.model.content.DurationText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Which models may work, by all that was seen of them here. Thread-safe. */
final class Trust {
  private final WorkloadMemory memory;
  private final StartMarkers markers;
  private final SafeMode safeMode;
  private final LifeSettings settings;
  private final InstantSource clock;

  /** What the agent died of has to prove itself once more, or is held back from now on. */
  Trust(
      WorkloadMemory memory,
      StartMarkers markers,
      SafeMode safeMode,
      LifeSettings settings,
      InstantSource clock) {
    this.memory = memory;
    this.markers = markers;
    this.safeMode = safeMode;
    this.settings = settings;
    this.clock = clock;
    markers.doubtful().forEach(memory::doubt);
    for (Target fatal : markers.fatal()) {
      memory.holdBack(fatal, "the agent died twice in this model's native code");
    }
  }

  boolean isGood(Target target) {
    return memory.isGood(target);
  }

  Optional<Target> lastGood(Target target) {
    return memory.lastGood(target);
  }

  boolean hasGoodBeside(Target target) {
    return memory.hasGoodBeside(target);
  }

  Optional<String> heldBack(Target target) {
    return memory.heldBack(target);
  }

  /** Why the model is not started now, but perhaps later. */
  Optional<String> waits(Target target) {
    return isGood(target) ? Optional.empty() : safeMode.reason();
  }

  Optional<Duration> pauseAfterDeath(Target target) {
    return markers.doubtful().stream().anyMatch(target::isSameModelAs)
        ? Optional.of(settings.afterDeath())
        : Optional.empty();
  }

  ModelWatch watch(boolean proven, ModelWatch.Listener listener) {
    return new ModelWatch(settings, clock, proven, listener);
  }

  /** What a model that is not good yet has before it. */
  String soak() {
    return "soaking: good after %d windows and %s"
        .formatted(settings.soakWindows(), DurationText.format(settings.soakTime()));
  }

  void proveGood(Target target) {
    memory.proveGood(target);
    markers.prove(target);
  }

  /** Nobody is at work on other seats. */
  void keepOnly(Set<Seat> seats) {
    markers.keepOnly(seats);
  }

  /** The agent ends in order. */
  void end() {
    markers.end();
  }

  void holdBack(Target target, String reason) {
    memory.holdBack(target, reason);
    markers.clear(target);
  }
}

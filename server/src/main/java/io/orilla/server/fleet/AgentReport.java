package io.orilla.server.fleet;

import io.orilla.model.content.Micros;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.journal.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a node's agent said of itself.
 *
 * @param startedAt by the node's clock; absent until it was heard
 * @param applied the desired state that it runs
 * @param refusal why it did not take over a state; absent once it took one
 * @param safeMode why it starts only what proved good; absent when it starts all
 * @param measured what it last measured of itself; absent until it said so
 */
public record AgentReport(
    @Nullable Instant startedAt,
    @Nullable String version,
    @Nullable StateVersion applied,
    @Nullable String refusal,
    @Nullable String safeMode,
    Event.@Nullable Measured measured) {
  static final AgentReport SILENT = new AgentReport(null, null, null, null, null, null);

  /** An agent that is in safe mode says so after its start. */
  AgentReport after(Event.AgentStarted started) {
    return new AgentReport(
        Micros.instant(started.time()), started.version(), applied, refusal, null, measured);
  }

  AgentReport after(Event.StateApplied state) {
    return new AgentReport(startedAt, version, state.version(), null, safeMode, measured);
  }

  AgentReport after(Event.StateRefused state) {
    return new AgentReport(startedAt, version, applied, state.reason(), safeMode, measured);
  }

  AgentReport after(Event.SafeMode mode) {
    String reason = mode.on() ? mode.reason() : null;
    return new AgentReport(startedAt, version, applied, refusal, reason, measured);
  }

  AgentReport after(Event.Measured told) {
    return new AgentReport(startedAt, version, applied, refusal, safeMode, told);
  }
}

package io.orilla.node;

import io.orilla.model.content.DurationText;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.Note;
import io.orilla.node.machine.Machine;
import io.orilla.node.workload.SafeMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the agent's runs ended. One that did not say goodbye crashed, unless the machine went down
 * with it; several such in a short time start safe mode.
 */
final class AgentRuns implements AutoCloseable {
  private final Note<Register> note;
  private final String boot = Machine.boot();
  private final List<Instant> crashes;
  private final SafeMode safeMode;

  /**
   * @param boot of the machine, another one after each of its starts
   * @param running whether the agent has yet to say goodbye
   */
  private record Register(String boot, boolean running, List<Instant> crashes) {}

  /** Begins a run. */
  AgentRuns(Documents documents, CrashSettings settings, InstantSource clock) {
    this.note = documents.note("runs", Register.class, "how the last runs ended");
    Instant now = clock.instant();
    this.crashes = crashes(now, settings);
    this.safeMode =
        crashes.size() < settings.count()
            ? SafeMode.OFF
            : new SafeMode(
                clock,
                now.plus(settings.quiet()),
                "the agent crashed %d times within %s; only models that proved good are started"
                    .formatted(crashes.size(), DurationText.format(settings.within())));
    write(true);
  }

  private List<Instant> crashes(Instant now, CrashSettings settings) {
    Optional<Register> last = note.read();
    List<Instant> all = new ArrayList<>(last.map(Register::crashes).orElse(List.of()));
    if (last.isPresent() && last.get().running() && last.get().boot().equals(boot)) {
      all.add(now);
    }
    all.removeIf(crash -> crash.isAfter(now) || crash.plus(settings.within()).isBefore(now));
    return List.copyOf(all);
  }

  String machineBoot() {
    return boot;
  }

  SafeMode safeMode() {
    return safeMode;
  }

  /** The run ends in order. */
  @Override
  public void close() {
    write(false);
  }

  private void write(boolean running) {
    note.write(new Register(boot, running, crashes));
  }
}

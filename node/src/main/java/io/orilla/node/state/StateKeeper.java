package io.orilla.node.state;

import io.orilla.model.content.Micros;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the newest desired state that this node accepted. A state is durable here before any part
 * of the node acts on it, and is what the node starts from with no server in reach. Thread-safe.
 */
public final class StateKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StateKeeper.class);
  public static final String NAME = "state/desired.json";

  private final ObjectName node;
  private final StateKeys keys;
  private final Documents documents;
  private final Journal journal;
  private final InstantSource clock;
  private final List<Reconciler> parts;
  private volatile StateVersion accepted = StateVersion.NONE;
  private volatile StateVersion reached = StateVersion.NONE;
  private volatile Optional<String> refusal = Optional.empty();
  private boolean closed;

  /**
   * @param keys by which the server signs
   */
  public StateKeeper(
      ObjectName node,
      StateKeys keys,
      Documents documents,
      Journal journal,
      InstantSource clock,
      List<Reconciler> parts) {
    this.node = node;
    this.keys = keys;
    this.documents = documents;
    this.journal = journal;
    this.clock = clock;
    this.parts = List.copyOf(parts);
  }

  /** The version that the node has set out for; {@link StateVersion#NONE} before the first. */
  public StateVersion accepted() {
    return accepted;
  }

  /** The newest version that was reached by all parts. */
  public StateVersion applied() {
    return settled() ? accepted : reached;
  }

  private boolean settled() {
    return parts.stream().allMatch(Reconciler::settled);
  }

  /** Why the newest state that came was not accepted, if it was not. */
  public Optional<String> refusal() {
    return refusal;
  }

  /** Starts from the state that was kept, if there is one that is sound. */
  public synchronized void start() {
    try {
      documents.read(NAME, SignedState.class).map(keys::verifyKept).ifPresent(this::act);
    } catch (OrillaException e) {
      refuse(null, "the state kept on disk: " + e.text());
    }
  }

  /** Accepts a state that came, or says why not; what runs goes on then. */
  public synchronized void accept(SignedState signed) {
    if (closed) {
      return;
    }
    StateVersion version = null;
    try {
      DesiredState state = keys.verify(signed);
      version = state.version();
      check(state);
      documents.write(NAME, signed);
      refusal = Optional.empty();
      act(state);
    } catch (OrillaException e) {
      refuse(version, e.text());
    }
  }

  /** The server says that there is none newer: what was refused is no longer to be taken. */
  public void isNewest() {
    refusal = Optional.empty();
  }

  private void check(DesiredState state) {
    if (!state.node().equals(node)) {
      throw OrillaException.invalid(
          "the desired state is for '" + state.node() + "', this node is '" + node + "'");
    }
    if (!state.version().isNewerThan(accepted)) {
      throw OrillaException.invalid(
          "the desired state " + state.version() + " is not newer than " + accepted);
    }
  }

  private void act(DesiredState state) {
    reached = applied();
    accepted = state.version();
    journal.append(new Event.StateApplied(now(), state.version()));
    parts.forEach(part -> part.reach(state));
  }

  private void refuse(@Nullable StateVersion version, String reason) {
    if (refusal.filter(reason::equals).isPresent()) {
      return;
    }
    log.warn("Desired state refused: {}", reason);
    refusal = Optional.of(reason);
    journal.append(new Event.StateRefused(now(), version, reason));
  }

  private long now() {
    return Micros.of(clock.instant());
  }

  /** Waits until a state that came has been handed to all parts; the next one is not taken. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}

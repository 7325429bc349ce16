package io.orilla.server.desired;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.server.authority.StateSigner;
import io.orilla.server.document.Declarations;
import io.orilla.server.document.ModelVersions;
import io.orilla.server.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/**
 * What each node is to run. A version is issued when the content changes and never otherwise, is on
 * disk before anybody sees it, and stays there: what ran can be asked for later. Thread-safe.
 */
public final class DesiredStates implements AutoCloseable {
  private final Database database;
  private final ModelVersions models;
  private final StateSigner signer;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<ObjectName, IssuedState> current = new HashMap<>();
  private final Map<ObjectName, List<DesiredState.Workload>> plans = new ConcurrentHashMap<>();
  private boolean closed;

  public DesiredStates(
      Database database, ModelVersions models, StateSigner signer, InstantSource clock) {
    this.database = database;
    this.models = models;
    this.signer = signer;
    this.clock = clock;
  }

  /** Brings a node's state to what the documents say; does nothing when it says that already. */
  public void update(ObjectName node, Declarations declarations) {
    IssuedState state = database.write(handle -> newest(handle, node, declarations));
    lock.lock();
    try {
      current.put(node, state);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks a node about workloads that it is not to run, until it is asked about others; an empty
   * list asks nothing. The state that asks is issued by the next update.
   */
  void ask(ObjectName node, List<DesiredState.Workload> planned) {
    plans.put(node, planned);
  }

  private IssuedState newest(Handle handle, ObjectName node, Declarations declarations) {
    Optional<IssuedState> last = IssuedState.newest(handle, node);
    Assignment assignment =
        Assignment.of(
            node,
            declarations,
            models,
            plans.getOrDefault(node, List.of()),
            last.map(IssuedState::state));
    Digest content = IssuedState.contentOf(assignment);
    long epoch = IssuedState.epoch(handle);
    if (last.isPresent()
        && last.get().content().equals(content)
        && last.get().state().version().epoch() == epoch
        && last.get().signed().isSignedBy(signer.publicKey())) {
      return last.get();
    }
    DesiredState state =
        new DesiredState(
            node,
            next(epoch, last.map(issued -> issued.state().version()).orElse(StateVersion.NONE)),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            assignment.sources(),
            assignment.workloads(),
            assignment.removed(),
            assignment.plans(),
            assignment.alarms(),
            assignment.outputs());
    IssuedState issued = new IssuedState(state, content, signer.sign(state));
    issued.insert(handle);
    return issued;
  }

  private static StateVersion next(long epoch, StateVersion last) {
    return new StateVersion(epoch, last.epoch() == epoch ? last.counter() + 1 : 1);
  }

  /** The state that a node is to reach; nothing until its first is computed. */
  public Optional<DesiredState> current(ObjectName node) {
    lock.lock();
    try {
      return Optional.ofNullable(current.get(node)).map(IssuedState::state);
    } finally {
      lock.unlock();
    }
  }

  /** The node's state as it is handed out. */
  public Optional<SignedState> signed(ObjectName node) {
    lock.lock();
    try {
      return Optional.ofNullable(current.get(node)).map(IssuedState::signed);
    } finally {
      lock.unlock();
    }
  }

  /** A version as it was issued, from the first to the newest: which model was meant, and where. */
  public Optional<DesiredState> find(ObjectName node, StateVersion version) {
    return database.read(handle -> IssuedState.find(handle, node, version)).map(IssuedState::state);
  }

  /** Lets all who wait look whether something else came for them. */
  public void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the node's state is another than the one it knows or something else came for it, at
   * most as long as given.
   */
  Optional<Answer> await(
      ObjectName node, StateVersion known, BooleanSupplier other, Duration atMost)
      throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (!closed && left > 0 && version(node).equals(known) && !other.getAsBoolean()) {
        left = changed.awaitNanos(left);
      }
      return Optional.ofNullable(current.get(node))
          .map(
              issued ->
                  new Answer(issued.state().version(), issued.signed().with(signer.successions())));
    } finally {
      lock.unlock();
    }
  }

  private StateVersion version(ObjectName node) {
    IssuedState issued = current.get(node);
    return issued == null ? StateVersion.NONE : issued.state().version();
  }

  /** Sends home all who wait. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  record Answer(StateVersion version, SignedState signed) {}
}

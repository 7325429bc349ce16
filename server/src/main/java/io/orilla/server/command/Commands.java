package io.orilla.server.command;

import io.orilla.model.command.Action;
import io.orilla.model.command.Command;
import io.orilla.model.command.CommandId;
import io.orilla.model.command.CommandList;
import io.orilla.model.command.CommandState;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.server.access.Principal;
import io.orilla.server.access.Role;
import io.orilla.server.authority.StateSigner;
import io.orilla.server.node.Nodes;
import io.orilla.server.store.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * The commands that were given to nodes. A command and the list that holds it are on disk before a
 * node sees them; each state is what is known, not what is hoped. Thread-safe.
 */
public final class Commands {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration LONGEST = Duration.ofDays(7);

  /** How long after its deadline an open command still stands in the list, to be answered. */
  private static final Duration LISTED = Duration.ofDays(1);

  /** A question is asked now or not at all. */
  private static final Duration ASKED = Duration.ofSeconds(15);

  /** How long questions are remembered. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  /** A node asks at least so often, as it is there. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  /** How long a command may change: what comes later is not heard. */
  private static final Duration CHANGES = LONGEST.multipliedBy(4);

  /** How long after its deadline a command that was taken may be worked on. */
  private static final Duration WORKED_ON = Duration.ofHours(2);

  private final Database database;
  private final Nodes nodes;
  private final Function<ObjectName, Optional<Instant>> lastSeen;
  private final StateSigner signer;
  private final InstantSource clock;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final Map<ObjectName, IssuedList> lists = new ConcurrentHashMap<>();

  /**
   * @param lastSeen when a node last spoke
   */
  public Commands(
      Database database,
      Nodes nodes,
      Function<ObjectName, Optional<Instant>> lastSeen,
      StateSigner signer,
      InstantSource clock) {
    this.database = database;
    this.nodes = nodes;
    this.lastSeen = lastSeen;
    this.signer = signer;
    this.clock = clock;
    database.read(IssuedList::all).forEach((node, list) -> lists.put(node, list.signedBy(signer)));
  }

  /** Calls the watcher after a list or a command's state changed; it must be quick. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /**
   * Gives a node a command.
   *
   * @param valid how long the node may begin it; a question not longer than people wait
   * @throws OrillaException DOES_NOT_EXIST when there is no such node, NOT_ALLOWED when it takes a
   *     higher role, PEER_UNAVAILABLE when a question is asked of a node that is away
   */
  CommandRecord issue(Principal by, ObjectName node, Action action, Duration valid) {
    by.require(roleFor(action), action.kind());
    if (!valid.isPositive() || valid.compareTo(LONGEST) > 0) {
      throw OrillaException.invalid("a command is valid for 7 days at most, not " + valid);
    }
    if (nodes.find(node).isEmpty()) {
      throw OrillaException.notFound("no node '" + node + "' joined");
    }
    Instant now = now();
    if (action.asks()) {
      requireThere(node, now);
    }
    CommandRecord command =
        new CommandRecord(
            CommandId.random(RANDOM),
            node,
            action,
            now,
            now.plus(action.asks() && valid.compareTo(ASKED) > 0 ? ASKED : valid),
            by.name(),
            CommandState.ISSUED,
            "",
            now);
    lists.put(node, database.write(handle -> issue(handle, command)));
    watchers.forEach(Runnable::run);
    return command;
  }

  private void requireThere(ObjectName node, Instant now) {
    Optional<Instant> seen = lastSeen.apply(node);
    if (seen.isEmpty() || seen.get().plus(SILENCE).isBefore(now)) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          "node '%s' is away, it was last heard of %s; nothing was asked"
              .formatted(node, seen.map(Instant::toString).orElse("never")));
    }
  }

  private static Role roleFor(Action action) {
    return switch (action) {
      case Action.Unsupported() ->
          throw OrillaException.invalid(
              "action.kind: allowed are restart-workload, restart-agent, acknowledge-alarm, shelve-alarm, unshelve-alarm, reboot, wipe, fetch-logs, live-tail, diagnostics, probe-source, browse-source");
      case Action.Wipe() -> Role.ADMINISTRATOR;
      case Action.RestartWorkload _, Action.RestartAgent _, Action.Reboot _ -> Role.OPERATOR;
      case Action.AcknowledgeAlarm _, Action.ShelveAlarm _, Action.UnshelveAlarm _ -> Role.OPERATOR;
      case Action.FetchLogs _, Action.LiveTail _, Action.Diagnostics _ -> Role.OPERATOR;
      case Action.ProbeSource _, Action.BrowseSource _ -> Role.OPERATOR;
    };
  }

  private IssuedList issue(Handle handle, CommandRecord command) {
    command.save(handle);
    List<Command> open =
        unsettled(handle).stream()
            .filter(other -> other.node().equals(command.node()))
            .filter(other -> isListed(other, command.issuedAt()))
            .map(CommandRecord::command)
            .toList();
    StateVersion version = nextVersion(handle, command.node());
    IssuedList list =
        new IssuedList(version, signer.sign(new CommandList(command.node(), version, open)));
    list.save(handle, command.node());
    return list;
  }

  private static boolean isListed(CommandRecord command, Instant now) {
    Duration after = command.action().asks() ? Duration.ZERO : LISTED;
    return command.deadline().plus(after).isAfter(now);
  }

  private List<CommandRecord> unsettled(Handle handle) {
    return CommandRecord.unsettled(handle, now().minus(CHANGES));
  }

  private StateVersion nextVersion(Handle handle, ObjectName node) {
    long epoch = handle.createQuery("SELECT max(epoch) FROM desired_epoch").mapTo(Long.class).one();
    StateVersion last = version(node);
    return new StateVersion(epoch, last.epoch() == epoch ? last.counter() + 1 : 1);
  }

  private StateVersion version(ObjectName node) {
    return Optional.ofNullable(lists.get(node)).map(IssuedList::version).orElse(StateVersion.NONE);
  }

  /** The node's list, when it is newer than the one it knows. */
  public Optional<IssuedList> newer(ObjectName node, StateVersion known) {
    return Optional.ofNullable(lists.get(node)).filter(list -> list.version().isNewerThan(known));
  }

  /** The node is about to be handed its list. */
  public void sent(ObjectName node) {
    move(
        record -> record.node().equals(node) && record.state() == CommandState.ISSUED,
        record -> record.in(CommandState.SENT, "", now()));
  }

  /** A node said what became of a command; what it says late is heard, unless the end is known. */
  public void heard(ObjectName node, Event event) {
    if (!(event instanceof Event.CommandState said)) {
      return;
    }
    CommandState state = state(said.state());
    Instant at = Micros.instant(said.time());
    move(
        record -> record.node().equals(node) && record.id().text().equals(said.command()),
        record -> record.in(state, said.detail(), at));
  }

  /** A state that only a newer node knows says nothing here. */
  private static CommandState state(String text) {
    return Arrays.stream(CommandState.values())
        .filter(state -> state.name().equals(text))
        .findFirst()
        .orElse(CommandState.UNKNOWN);
  }

  /** Says of commands that ran out of time what is known of them; to be called now and then. */
  public void expire() {
    Instant now = now();
    move(
        record -> record.state() == CommandState.ISSUED && now.isAfter(record.deadline()),
        record ->
            record.in(CommandState.EXPIRED, "the node did not ask for it, nothing was done", now));
    move(
        record -> record.state() == CommandState.SENT && now.isAfter(record.deadline()),
        record -> record.in(CommandState.UNKNOWN, "the node did not say that it took it", now));
    move(
        record ->
            record.state() == CommandState.ACCEPTED
                && now.isAfter(record.deadline().plus(workedOn(record.action()))),
        record -> record.in(CommandState.UNKNOWN, "the node took it and said no more", now));
  }

  private static Duration workedOn(Action action) {
    if (action instanceof Action.ProbeSource probe) {
      return probe.duration().plus(ASKED);
    }
    return action.asks() ? ASKED : WORKED_ON;
  }

  /** Forgets old questions, which are many; to be called now and then. */
  public void forgetQuestions() {
    database.execute(handle -> CommandRecord.removeQuestions(handle, now().minus(REMEMBERED)));
  }

  private void move(Predicate<CommandRecord> which, UnaryOperator<CommandRecord> how) {
    List<CommandRecord> moving = database.read(this::unsettled).stream().filter(which).toList();
    if (moving.isEmpty()) {
      return;
    }
    database.execute(
        handle ->
            moving.stream()
                .flatMap(before -> CommandRecord.find(handle, before.id()).stream())
                .filter(which)
                .forEach(record -> how.apply(record).save(handle)));
    watchers.forEach(Runnable::run);
  }

  /** Newest first, of one node or of all; without questions. */
  List<CommandRecord> newest(Optional<ObjectName> node, int limit) {
    return database.read(
        handle ->
            node.map(name -> CommandRecord.newest(handle, name, limit))
                .orElseGet(() -> CommandRecord.newest(handle, limit)));
  }

  CommandRecord require(CommandId id) {
    return database
        .read(handle -> CommandRecord.find(handle, id))
        .orElseThrow(() -> OrillaException.notFound("there is no command " + id));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}

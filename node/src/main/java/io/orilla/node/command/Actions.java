package io.orilla.node.command;

import io.orilla.model.command.Action;
import io.orilla.model.command.Command;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import io.orilla.node.alarm.AlarmChange;
import io.orilla.node.alarm.Alarms;
import io.orilla.node.journal.Journal;
import io.orilla.node.machine.Machine;
import io.orilla.node.uplink.Uplink;
import io.orilla.node.workload.WorkloadState;
import io.orilla.node.workload.WorkloadStatus;
import io.orilla.node.workload.Workloads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What this agent can do when it is told. */
public final class Actions implements Performer {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration LAST_WORD = Duration.ofSeconds(10);
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final Duration LINE = Duration.ofSeconds(1);

  private final CommandSettings settings;
  private final Uplink uplink;
  private final Workloads workloads;
  private final Alarms alarms;
  private final Journal journal;
  private final AgentLog log;
  private final Diagnostics diagnostics;
  private final Questions questions;
  private final Runnable restart;
  private final Runnable wipe;

  /**
   * @param restart asks for the agent's end and its next start
   * @param wipe asks for the agent's end and that of all it keeps
   */
  public Actions(
      CommandSettings settings,
      Uplink uplink,
      Workloads workloads,
      Alarms alarms,
      Journal journal,
      AgentLog log,
      Diagnostics diagnostics,
      Questions questions,
      Runnable restart,
      Runnable wipe) {
    this.settings = settings;
    this.uplink = uplink;
    this.workloads = workloads;
    this.alarms = alarms;
    this.journal = journal;
    this.log = log;
    this.diagnostics = diagnostics;
    this.questions = questions;
    this.restart = restart;
    this.wipe = wipe;
  }

  @Override
  public Outcome perform(Command command) throws InterruptedException {
    Answer answer = new Answer(uplink, command.id());
    return switch (command.action()) {
      case Action.RestartWorkload(ObjectName workload) -> restart(workload);
      case Action.RestartAgent() -> Outcome.ending("the agent ends and starts again", restart::run);
      case Action.Reboot() -> reboot();
      case Action.AcknowledgeAlarm(ObjectName alarm, Instant raisedAt) -> {
        var change = new AlarmChange.Acknowledge(Optional.of(raisedAt), command.issuedBy());
        yield changed(alarm, change);
      }
      case Action.ShelveAlarm(ObjectName alarm, String reason, Instant until) ->
          changed(alarm, new AlarmChange.Shelve(command.issuedBy(), reason, until));
      case Action.UnshelveAlarm(ObjectName alarm) ->
          changed(alarm, new AlarmChange.Unshelve(command.issuedBy()));
      case Action.Wipe() -> wipe();
      case Action.FetchLogs(int bytes) -> sent(answer, log.end(bytes));
      case Action.LiveTail(Duration duration) -> tail(answer, duration);
      case Action.Diagnostics() -> sent(answer, diagnostics.zip());
      case Action.ProbeSource asked -> questions.probe(asked, answer);
      case Action.BrowseSource asked -> questions.browse(asked, answer);
      case Action.Unsupported() ->
          Outcome.failed("this agent does not know the command; update the node");
    };
  }

  private Outcome changed(ObjectName alarm, AlarmChange change) {
    alarms.change(alarm, change);
    return Outcome.done("");
  }

  private Outcome restart(ObjectName workload) throws InterruptedException {
    workloads.restart(workload);
    awaitUntil(START, () -> isAtRest(workload));
    WorkloadStatus status =
        workloads.status().stream()
            .filter(standing -> standing.name().equals(workload))
            .findFirst()
            .orElseThrow(() -> OrillaException.notFound("'" + workload + "' was withdrawn"));
    return status.state() == WorkloadState.RUNNING
        ? Outcome.done("running")
        : Outcome.failed("it is " + status.state() + ": " + status.reason());
  }

  private boolean isAtRest(ObjectName workload) {
    return workloads.status().stream()
        .filter(status -> status.name().equals(workload))
        .allMatch(
            status ->
                status.state() == WorkloadState.RUNNING || status.state() == WorkloadState.FAILED);
  }

  private Outcome reboot() {
    if (!settings.allowReboot()) {
      return refused("commands.allowReboot");
    }
    return Outcome.ending("the machine goes down", () -> Machine.run(settings.reboot()));
  }

  private Outcome wipe() {
    if (!settings.allowWipe()) {
      return refused("commands.allowWipe");
    }
    return Outcome.ending(
        "the node removes all that it keeps; this is its last word",
        () -> {
          journal.sync();
          long last = journal.journalled(Lane.EVENTS);
          awaitUntil(LAST_WORD, () -> journal.delivered(Lane.EVENTS) >= last);
          wipe.run();
        });
  }

  private static Outcome refused(String setting) {
    return Outcome.failed(
        "the node's settings do not allow it: orilla node set " + setting + "=true");
  }

  private static Outcome sent(Answer answer, byte[] content) throws InterruptedException {
    answer.send(content);
    return Outcome.done(content.length + " bytes");
  }

  private Outcome tail(Answer answer, Duration duration) throws InterruptedException {
    long until = System.nanoTime() + duration.toNanos();
    AgentLog.Follower lines = log.follow();
    while (System.nanoTime() < until && answer.isWanted()) {
      answer.send(lines.next(LINE).getBytes(StandardCharsets.UTF_8));
      answer.askWhenQuiet(QUIET);
    }
    return Outcome.done(answer.isWanted() ? "the time is over" : "nobody read on");
  }

  private static void awaitUntil(Duration atMost, BooleanSupplier condition)
      throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < until) {
      Thread.sleep(PAUSE);
    }
  }
}

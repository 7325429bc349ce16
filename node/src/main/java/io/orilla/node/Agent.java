package io.orilla.node;

import io.orilla.model.connector.Connector;
import io.orilla.model.content.Micros;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.model.process.ProgramVersion;
import io.orilla.node.alarm.Alarms;
import io.orilla.node.blob.BlobCollection;
import io.orilla.node.blob.BlobFetch;
import io.orilla.node.blob.PreplacedBlobs;
import io.orilla.node.clock.SteadyTime;
import io.orilla.node.command.Actions;
import io.orilla.node.command.AgentLog;
import io.orilla.node.command.Commands;
import io.orilla.node.command.Diagnostics;
import io.orilla.node.command.Masked;
import io.orilla.node.command.Questions;
import io.orilla.node.delivery.Delivery;
import io.orilla.node.disk.Documents;
import io.orilla.node.doctor.Doctor;
import io.orilla.node.enrol.Membership;
import io.orilla.node.journal.Journal;
import io.orilla.node.local.LaneStatus;
import io.orilla.node.local.NodeStatus;
import io.orilla.node.machine.Machine;
import io.orilla.node.machine.MachineMeter;
import io.orilla.node.machine.Memory;
import io.orilla.node.machine.Threads;
import io.orilla.node.machine.Versions;
import io.orilla.node.output.Outputs;
import io.orilla.node.output.PermissionFile;
import io.orilla.node.probe.PeerBrowser;
import io.orilla.node.probe.SourceProbe;
import io.orilla.node.source.Connectors;
import io.orilla.node.source.Sources;
import io.orilla.node.state.StateInbox;
import io.orilla.node.state.StateKeeper;
import io.orilla.node.trial.ChildTrial;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.Uplink;
import io.orilla.node.workload.SafeMode;
import io.orilla.node.workload.WorkloadTools;
import io.orilla.node.workload.Workloads;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** All that works on one epoch of the journal. It ends with the epoch, and another one begins. */
final class Agent implements AutoCloseable {
  /** Bytes of the log's end that a diagnostics bundle holds. */
  private static final int DIAGNOSED_LOG = 4 << 20;

  private final Membership membership;
  private final Journal journal;
  private final InstantSource clock;
  private final Instant startedAt;
  private final MachineMeter machine;
  private final Uplink uplink;
  private final SafeMode safeMode;
  private final SafeModeEvents safeModeEvents;
  private final Alarms alarms;
  private final Workloads workloads;
  private final Outputs outputs;
  private final Sources sources;
  private final StateKeeper keeper;
  private final PeerBrowser browser;
  private final Commands commands;
  private final StateInbox inbox;
  private final StatePoll poll;
  private final Delivery delivery;

  Agent(
      NodeSettings settings,
      Membership membership,
      NodeHome home,
      AgentRuns runs,
      Journal journal,
      List<Connector> connectors,
      InstantSource clock,
      RandomGenerator random,
      AgentLog log,
      Consumer<String> epochRefused,
      Consumer<Ending> ends) {
    this.membership = membership;
    this.journal = journal;
    this.clock = clock;
    this.machine = new MachineMeter(settings.home());
    this.startedAt = clock.instant();
    journal.append(
        new Event.AgentStarted(Micros.of(startedAt), ProgramVersion.TEXT, journal.epoch()));
    this.uplink = new Uplink(membership::access, membership, clock);
    Documents documents = home.documents();
    this.safeMode = runs.safeMode();
    this.safeModeEvents = new SafeModeEvents(safeMode, clock, this::tell);
    BlobFetch fetch =
        new BlobFetch(uplink, home.path(), home.blobs(), settings.blobs(), this::tell, clock);
    PreplacedBlobs preplaced = new PreplacedBlobs(home.blobs(), documents, settings.blobs(), clock);
    this.alarms = new Alarms(settings.alarms(), journal, documents, clock);
    this.workloads =
        new Workloads(
            membership.node(),
            journal,
            new WorkloadTools(
                home.path(),
                documents,
                home.blobs(),
                fetch,
                new BlobCollection(home.blobs(), fetch, preplaced),
                new ChildTrial(home.path(), settings.life().trialLimits()),
                home.nativeCalls(),
                runs.machineBoot(),
                () -> backoff(settings, random)),
            settings.life(),
            safeMode,
            alarms::decided,
            clock);
    this.outputs =
        new Outputs(
            connectors,
            new PermissionFile(settings.home()),
            workloads.latest(),
            alarms,
            journal,
            documents,
            clock);
    Connectors spoken = new Connectors(connectors);
    this.sources = new Sources(connectors, journal, documents, clock);
    this.browser = new PeerBrowser(spoken);
    this.keeper =
        new StateKeeper(
            membership.node(),
            membership,
            documents,
            journal,
            clock,
            List.of(alarms, workloads, sources, outputs));
    this.inbox = new StateInbox(documents, keeper);
    Actions actions =
        new Actions(
            settings.commands(),
            uplink,
            workloads,
            alarms,
            journal,
            log,
            diagnostics(settings, documents, log),
            new Questions(new SourceProbe(membership.node(), spoken), browser),
            () -> ends.accept(Ending.RESTART),
            () -> ends.accept(Ending.WIPE));
    this.commands =
        new Commands(
            membership.node(),
            membership::stateKey,
            documents,
            journal,
            clock,
            Machine.boot(),
            actions);
    this.poll =
        new StatePoll(
            uplink, keeper, commands, journal.epoch(), backoff(settings, random), settings.poll());
    this.delivery =
        new Delivery(
            settings.delivery(),
            journal,
            documents,
            uplink,
            () -> backoff(settings, random),
            new SteadyTime(clock),
            epochRefused);
  }

  private Diagnostics diagnostics(NodeSettings settings, Documents documents, AgentLog log) {
    Doctor doctor =
        new Doctor(
            settings.home(),
            documents,
            Optional.of(membership.identity()),
            settings.route(),
            clock);
    return new Diagnostics()
        .json("status.json", () -> status(List.of()))
        .json("settings.json", () -> Masked.of(settings))
        .json("doctor.json", doctor::findingsNow)
        .json("versions.json", () -> Versions.of(ProgramVersion.TEXT))
        .text("threads.txt", Threads::dump)
        .bytes("agent.log", () -> log.end(DIAGNOSED_LOG));
  }

  private static Backoff backoff(NodeSettings settings, RandomGenerator random) {
    return new Backoff(settings.firstRetry(), settings.longestRetry(), random);
  }

  /** Begins with what is on disk; the server is not needed. */
  void start() {
    safeModeEvents.start();
    keeper.start();
    commands.start();
    delivery.start();
    inbox.start();
    poll.start();
  }

  /** Writes down what happened beside the agent's own work. */
  void tell(Event event) {
    journal.append(event);
  }

  /** Whether its loops turn. */
  boolean isAlive() {
    return poll.turns();
  }

  /**
   * @param problems what somebody should look at
   */
  NodeStatus status(List<String> problems) {
    return new NodeStatus(
        membership.node(),
        ProgramVersion.TEXT,
        ProcessHandle.current().pid(),
        startedAt,
        clock.instant(),
        journal.epoch(),
        keeper.accepted(),
        keeper.applied(),
        keeper.refusal().orElse(null),
        Stream.of(problems.stream(), safeMode.reason().stream(), outputs.problem().stream())
            .flatMap(one -> one)
            .toList(),
        uplink.contact(),
        uplink.traffic().use(),
        membership.status(),
        membership.clock(),
        sources.status(),
        workloads.status(),
        alarms.standing(),
        outputs.status(),
        Arrays.stream(Lane.values())
            .map(lane -> LaneStatus.of(journal, lane, delivery.waits(lane)))
            .toList(),
        Memory.now(),
        machine.measure().orElse(null));
  }

  Journal journal() {
    return journal;
  }

  Alarms alarms() {
    return alarms;
  }

  Workloads workloads() {
    return workloads;
  }

  /** Ends the talk with the server, then what comes in, then what decides, then the journal. */
  @Override
  public void close() {
    try (journal;
        alarms;
        outputs;
        workloads;
        sources;
        delivery;
        uplink;
        browser;
        commands;
        safeModeEvents;
        keeper;
        inbox) {
      poll.close();
    }
  }
}

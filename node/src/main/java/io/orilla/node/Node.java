package io.orilla.node;

import io.orilla.model.connector.Connector;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.node.NodeFigures;
import io.orilla.model.process.ProgramVersion;
import io.orilla.node.alarm.AlarmChange;
import io.orilla.node.clock.TrustedTime;
import io.orilla.node.command.AgentLog;
import io.orilla.node.disk.Disk;
import io.orilla.node.enrol.Enroller;
import io.orilla.node.enrol.Identity;
import io.orilla.node.enrol.Membership;
import io.orilla.node.journal.EpochSource;
import io.orilla.node.journal.Journal;
import io.orilla.node.local.LocalApi;
import io.orilla.node.local.NodeStatus;
import io.orilla.node.metrics.NodeConnector;
import io.orilla.node.serving.InferenceDoor;
import io.orilla.node.uplink.Backoff;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: where all its parts are put together. It needs no server to start, once it is
 * enrolled.
 */
public final class Node implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final int RENEWALS_ARE_NOT_URGENT = 60;
  private static final EpochSource EPOCHS = () -> new JournalEpoch(UUID.randomUUID());

  private final NodeSettings settings;
  private final NodeHome home;
  private final Membership membership;
  private final List<Connector> connectors;
  private final InstantSource clock;
  private final LocalApi local;
  private final InferenceDoor inference;
  private final AgentLog agentLog;
  private final AgentRuns runs;
  private final LastStatus lastStatus;
  private final FiguresReport figures;
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private List<String> problems = List.of();
  private Agent agent;
  private boolean closed;

  /** Why no agent works; absent when one does. */
  private volatile @Nullable String waitsFor = "the node is starting; ask again soon";

  /**
   * What other processes of the machine find in {@code <home>/node.json} when the node is ready.
   */
  private record Address(
      long pid,
      ObjectName node,
      int port,
      String address,
      Optional<String> inference,
      Optional<String> inferenceGrpc) {}

  /**
   * Starts a node that is enrolled.
   *
   * @throws OrillaException NOT_ALLOWED when it is not, ALREADY_EXISTS when another process runs in
   *     its home, INVALID_ARGUMENT when the port of the local API is taken
   */
  public static Node start(NodeSettings settings, List<Connector> connectors, InstantSource clock) {
    return start(settings, UnaryOperator.identity(), connectors, clock);
  }

  /**
   * As {@link #start(NodeSettings, List, InstantSource)}, with documents and journal on another
   * disk than the folder's: one that is made to fail, for tests and benches.
   */
  public static Node start(
      NodeSettings settings,
      UnaryOperator<Disk> disks,
      List<Connector> connectors,
      InstantSource clock) {
    NodeHome home = NodeHome.open(settings.home(), disks);
    try {
      TrustedTime time = new TrustedTime(home.documents(), clock);
      Identity identity =
          new Enroller(settings.home(), time, settings.route(), clock)
              .identity()
              .orElseThrow(() -> notEnrolled(settings));
      return new Node(
              settings, home, membership(settings, identity, time, clock), connectors, clock)
          .begun();
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  /**
   * Makes this home a node's, with a join token; one that is enrolled joins anew only with another
   * token than the one it joined with.
   */
  public static void join(NodeSettings settings, String token, ObjectName name, InstantSource clock)
      throws InterruptedException {
    try (NodeHome home = NodeHome.open(settings.home(), UnaryOperator.identity())) {
      enroller(settings, home, clock).join(token, name);
    }
  }

  /** As {@link Enroller#replace}. */
  static boolean replace(NodeSettings settings, String token, ObjectName name, InstantSource clock)
      throws InterruptedException {
    try (NodeHome home = NodeHome.open(settings.home(), UnaryOperator.identity())) {
      return enroller(settings, home, clock).replace(token, name);
    }
  }

  private static Enroller enroller(NodeSettings settings, NodeHome home, InstantSource clock) {
    TrustedTime time = new TrustedTime(home.documents(), clock);
    return new Enroller(settings.home(), time, settings.route(), clock);
  }

  private Node(
      NodeSettings settings,
      NodeHome home,
      Membership membership,
      List<Connector> connectors,
      InstantSource clock) {
    this.settings = settings;
    this.home = home;
    this.membership = membership;
    this.connectors = withItself(connectors, clock);
    this.clock = clock;
    this.local =
        LocalApi.bind(settings.localPort(), this::statusOnceItRuns, this::history, this::change);
    this.agentLog = AgentLog.open(home.path().resolve("log"), settings.commands().logBytes());
    this.runs = new AgentRuns(home.documents(), settings.crashes(), clock);
    this.inference = InferenceDoor.bind(settings.inference(), ProgramVersion.TEXT);
    local.start();
    this.agent = firstAgent();
    this.lastStatus = new LastStatus(home.documents(), this::status);
    this.figures = new FiguresReport(this::figures, this::tell, clock);
  }

  /** What a node measures of itself it alone can read. */
  private List<Connector> withItself(List<Connector> installed, InstantSource clock) {
    return Stream.concat(
            installed.stream().filter(one -> !one.type().equals(NodeConnector.TYPE)),
            Stream.of(new NodeConnector(this::status, clock)))
        .toList();
  }

  private Node begun() {
    try {
      agent.start();
      membership.start();
      home.announce(address());
      lastStatus.start();
      figures.start();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Membership membership(
      NodeSettings settings, Identity identity, TrustedTime time, InstantSource clock) {
    RandomGenerator random = RandomGenerator.getDefault();
    Duration longest = settings.longestRetry().multipliedBy(RENEWALS_ARE_NOT_URGENT);
    Backoff backoff = new Backoff(settings.firstRetry(), longest, random);
    return new Membership(
        settings.home(), identity, time, settings.route(), clock, backoff, settings.poll(), random);
  }

  private Agent firstAgent() {
    try {
      return untilTheDiskAllows(
          () -> Journal.open(home.journal(), settings.journal(), clock, EPOCHS));
    } catch (RuntimeException e) {
      agentLog.close();
      inference.close();
      local.close();
      throw e;
    }
  }

  /** A node whose disk cannot be used at all waits for it, and says so. */
  private synchronized Agent untilTheDiskAllows(Supplier<Journal> journal) {
    while (true) {
      try {
        Agent made = agent(journal.get());
        inference.serve(made.workloads());
        waitsFor = null;
        return made;
      } catch (OrillaException e) {
        if (e.code() != ErrorCode.STORAGE_UNAVAILABLE) {
          throw e;
        }
        log.error("The node waits for its disk: {}", e.text());
        waitsFor = "the node waits for its disk: " + e.text();
        pause(e);
      }
    }
  }

  /** Others come in meanwhile, so that the node can be closed. */
  private synchronized void pause(OrillaException reason) {
    try {
      wait(settings.longestRetry().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
    if (closed) {
      throw reason;
    }
  }

  private Agent agent(Journal journal) {
    try {
      return newAgent(journal);
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private Agent newAgent(Journal journal) {
    return new Agent(
        settings,
        membership,
        home,
        runs,
        journal,
        connectors,
        clock,
        RandomGenerator.getDefault(),
        agentLog,
        reason -> Thread.ofPlatform().name("epoch").start(() -> renewEpoch(reason)),
        this::end);
  }

  /** Ends what works on the old epoch and begins with a new one. */
  private synchronized void renewEpoch(String reason) {
    if (closed) {
      return;
    }
    log.warn("A new journal epoch begins: {}", reason);
    try {
      agent.close();
      agent =
          untilTheDiskAllows(
              () -> Journal.renewed(home.journal(), settings.journal(), clock, EPOCHS, reason));
      agent.start();
    } catch (RuntimeException e) {
      if (!closed) {
        log.error("No new epoch begins: the agent starts again", e);
        end(Ending.RESTART);
      }
    }
  }

  private static OrillaException notEnrolled(NodeSettings settings) {
    return new OrillaException(
        ErrorCode.NOT_ALLOWED,
        settings.home()
            + " is no node's yet: make a token with 'orilla token' at the server and start once with --join TOKEN --name NAME");
  }

  private Address address() {
    int port = local.port();
    return new Address(
        ProcessHandle.current().pid(),
        membership.node(),
        port,
        "http://127.0.0.1:" + port,
        inference.address(),
        inference.grpcAddress());
  }

  public ObjectName name() {
    return membership.node();
  }

  /** Port of the local API. */
  public int localPort() {
    return local.port();
  }

  /** Where the Open Inference Protocol is spoken; empty when it is not. */
  public Optional<String> inferenceAddress() {
    return inference.address();
  }

  /** Where it is spoken by gRPC; empty when it is not. */
  public Optional<String> inferenceGrpcAddress() {
    return inference.grpcAddress();
  }

  private NodeStatus statusOnceItRuns() {
    refuseWhileItWaits();
    return status();
  }

  private void refuseWhileItWaits() {
    String reason = waitsFor;
    if (reason != null) {
      throw new OrillaException(ErrorCode.STORAGE_UNAVAILABLE, reason);
    }
  }

  private synchronized Journal history() {
    refuseWhileItWaits();
    return agent.journal();
  }

  private synchronized Event.Alarm change(ObjectName alarm, AlarmChange change) {
    refuseWhileItWaits();
    return agent.alarms().change(alarm, change);
  }

  /** What the node knows of itself now. */
  public synchronized NodeStatus status() {
    return agent.status(problems);
  }

  /** Whether the node's loops turn; hangs when its parts wait for each other for ever. */
  synchronized boolean isAlive() {
    return agent.isAlive() && agent.status(problems).node().equals(membership.node());
  }

  private Optional<NodeFigures> figures() {
    NodeStatus now = status();
    return now.server().connected() ? Optional.of(now.figures()) : Optional.empty();
  }

  private synchronized void tell(Event event) {
    if (!closed) {
      agent.tell(event);
    }
  }

  /** Says that the node runs with other settings than somebody meant. */
  public synchronized void settingsRefused(String reason) {
    log.warn("The settings are not taken: {}", reason);
    problems = List.of(reason);
    agent.tell(new Event.SettingsRefused(Micros.of(clock.instant()), reason));
  }

  /** Asks whoever runs the node to close it; the first to ask decides what comes then. */
  public void end(Ending wish) {
    ending.complete(wish);
  }

  /** Waits until the node is to be closed. */
  public Ending awaitEnd() {
    return ending.join();
  }

  /** Ends all parts, and lets go of the home as the last one. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    notifyAll();
    Agent last = agent;
    try (home;
        agentLog;
        runs;
        last;
        membership;
        local;
        inference;
        lastStatus) {
      figures.close();
    }
  }
}

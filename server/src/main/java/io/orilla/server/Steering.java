package io.orilla.server;

import io.orilla.lake.inbox.Inbox;
import io.orilla.model.bundle.BlobStore;
import io.orilla.server.blob.BlobResource;
import io.orilla.server.blob.SiteBundleResource;
import io.orilla.server.command.AnswerResource;
import io.orilla.server.command.CommandResource;
import io.orilla.server.command.Commands;
import io.orilla.server.command.Outputs;
import io.orilla.server.desired.DesiredController;
import io.orilla.server.desired.DesiredResource;
import io.orilla.server.desired.DesiredStates;
import io.orilla.server.desired.PlanResource;
import io.orilla.server.document.DocumentResource;
import io.orilla.server.document.Documents;
import io.orilla.server.document.ModelVersions;
import io.orilla.server.fleet.Fleet;
import io.orilla.server.fleet.FleetObserver;
import io.orilla.server.fleet.LaneReports;
import io.orilla.server.fleet.NodeReports;
import io.orilla.server.fleet.NodeResource;
import io.orilla.server.http.Resource;
import io.orilla.server.journal.JournalGate;
import io.orilla.server.journal.JournalResource;
import io.orilla.server.node.CloneWatch;
import io.orilla.server.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The server's part from documents to nodes and back, put together. */
final class Steering implements AutoCloseable {
  private final Documents documents;
  private final Fleet fleet;
  private final DesiredStates states;
  private final JournalGate gate = new JournalGate();
  private final DesiredController controller;
  private final NodeReports reports;
  private final List<Resource> forPeople;
  private final List<Resource> forNodes;

  Steering(
      Database database,
      BlobStore blobs,
      Path outputFolder,
      ModelVersions models,
      Admission admission,
      Inbox inbox,
      Clockwork clockwork,
      Clock clock) {
    documents = new Documents(database, models, blobs, clock);
    fleet = new Fleet(database, clock);
    clockwork.every(Duration.ofSeconds(5), "save when nodes were last seen", fleet::saveLastSeen);
    states = new DesiredStates(database, models, admission.signer(), clock);
    controller = new DesiredController(documents, admission.nodes(), states);
    Outputs outputs = new Outputs(outputFolder, clock);
    Commands commands =
        new Commands(database, admission.nodes(), fleet::lastSeen, admission.signer(), clock);
    commands.watch(states::wake);
    commands.watch(outputs::wake);
    fleet.watch(commands::heard);
    clockwork.every(Duration.ofSeconds(5), "tell what became of commands", commands::expire);
    clockwork.every(Duration.ofHours(1), "remove old outputs of commands", outputs::removeOld);
    clockwork.every(Duration.ofHours(1), "forget old questions", commands::forgetQuestions);
    reports = new NodeReports(admission.nodes(), fleet, states, new LaneReports(inbox));
    FleetObserver observer = new FleetObserver(documents, admission.nodes(), fleet);
    forPeople =
        List.of(
            new DocumentResource(documents, List.of(observer)),
            admission.tokens(),
            admission.revocations(),
            new NodeResource(reports, fleet),
            new PlanResource(documents, models, states, answers()),
            new CommandResource(commands, outputs),
            new SiteBundleResource(blobs, states));
    CloneWatch clones = new CloneWatch(admission.nodes(), clock);
    forNodes =
        List.of(
            admission.enrolment(),
            new DesiredResource(states, commands, admission.nodes(), clones),
            new AnswerResource(commands, outputs),
            new BlobResource(blobs, states),
            new JournalResource(inbox, fleet, admission.nodes(), clones, gate));
  }

  private PlanResource.Answers answers() {
    return new PlanResource.Answers(
        node -> fleet.state(node).process().plans().values(),
        node -> reports.require(node).lastSeen());
  }

  Documents documents() {
    return documents;
  }

  Fleet fleet() {
    return fleet;
  }

  DesiredStates states() {
    return states;
  }

  NodeReports reports() {
    return reports;
  }

  /** Where the nodes' batches come in. */
  JournalGate gate() {
    return gate;
  }

  List<Resource> forPeople() {
    return forPeople;
  }

  List<Resource> forNodes() {
    return forNodes;
  }

  /** Brings all nodes' states up to the documents, and keeps them there. */
  void start() {
    controller.start();
  }

  /** Sends home the nodes that wait for a change; for before their listener closes. */
  void releaseWaiting() {
    states.close();
  }

  @Override
  public void close() throws InterruptedException {
    controller.close();
    fleet.close();
  }
}

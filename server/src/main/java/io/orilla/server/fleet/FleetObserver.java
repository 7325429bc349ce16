package io.orilla.server.fleet;

import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.WorkloadSpec;
import io.orilla.model.journal.Event;
import io.orilla.server.document.Declarations;
import io.orilla.server.document.Declared;
import io.orilla.server.document.Documents;
import io.orilla.server.document.Status;
import io.orilla.server.node.Nodes;
import java.util.Optional;

/** How sources and workloads are doing, as their nodes say. */
public final class FleetObserver implements Status.Observer {
  private final Documents documents;
  private final Nodes nodes;
  private final Fleet fleet;

  public FleetObserver(Documents documents, Nodes nodes, Fleet fleet) {
    this.documents = documents;
    this.nodes = nodes;
    this.fleet = fleet;
  }

  @Override
  public Optional<Status> observe(Declared<?> declared) {
    return switch (declared.spec()) {
      case SourceSpec source -> Optional.of(source(declared.name(), source.node()));
      case WorkloadSpec workload -> workload(declared.name(), workload);
      default -> Optional.empty();
    };
  }

  private Status source(ObjectName name, ObjectName node) {
    if (nodes.find(node).isEmpty()) {
      return notEnrolled(node);
    }
    Event.SourceState said = fleet.state(node).process().sources().get(name);
    return said == null
        ? silent(node)
        : new Status(
            said.connected() ? "CONNECTED" : "DISCONNECTED",
            Micros.instant(said.time()),
            said.reason());
  }

  private Optional<Status> workload(ObjectName name, WorkloadSpec workload) {
    Declarations current = documents.current();
    return current.all(SourceSpec.class).stream()
        .filter(source -> source.spec().assets().contains(workload.asset()))
        .map(source -> workloadOn(source.spec().node(), name))
        .findFirst();
  }

  private Status workloadOn(ObjectName node, ObjectName name) {
    if (nodes.find(node).isEmpty()) {
      return notEnrolled(node);
    }
    Event.WorkloadState said = fleet.state(node).process().workloads().get(name);
    return said == null
        ? silent(node)
        : new Status(said.state(), Micros.instant(said.time()), said.reason());
  }

  private static Status notEnrolled(ObjectName node) {
    return new Status(
        "NOT_ENROLLED",
        null,
        "no node '"
            + node
            + "' has joined yet; make a token with 'orilla token --node "
            + node
            + "'");
  }

  private Status silent(ObjectName node) {
    return new Status("PENDING", null, "the node '" + node + "' has not said yet");
  }
}

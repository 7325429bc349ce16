package io.orilla.server.fleet;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.server.desired.DesiredStates;
import io.orilla.server.node.EnrolledNode;
import io.orilla.server.node.Nodes;
import java.util.List;
import java.util.Optional;

/** All that is known of nodes, put together. Thread-safe. */
public final class NodeReports {
  private final Nodes nodes;
  private final Fleet fleet;
  private final DesiredStates states;
  private final LaneReports accounts;

  public NodeReports(Nodes nodes, Fleet fleet, DesiredStates states, LaneReports accounts) {
    this.nodes = nodes;
    this.fleet = fleet;
    this.states = states;
    this.accounts = accounts;
  }

  /** All nodes, by name. */
  public List<NodeReport> all() {
    return nodes.all().stream().map(this::report).toList();
  }

  public Optional<NodeReport> find(ObjectName name) {
    return nodes.find(name).map(this::report);
  }

  /**
   * @throws OrillaException DOES_NOT_EXIST
   */
  public NodeReport require(ObjectName name) {
    return find(name).orElseThrow(() -> Nodes.notFound(name));
  }

  private NodeReport report(EnrolledNode node) {
    ObjectName name = node.name();
    return NodeReport.of(
        node, fleet.lastSeen(name), states.current(name), fleet.state(name), accounts.of(name));
  }
}

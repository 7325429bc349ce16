package io.orilla.server.monitor;

import io.javalin.config.RoutesConfig;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.server.document.Documents;
import io.orilla.server.fleet.LaneReports;
import io.orilla.server.http.Resource;
import io.orilla.server.node.EnrolledNode;
import io.orilla.server.node.Nodes;
import io.orilla.server.record.EventLog;
import io.orilla.server.record.PredictionLog;
import io.orilla.server.registry.ModelRegistry;
import java.util.List;

/** {@code /api/v1/monitor}. */
public final class MonitorResource implements Resource {
  private final Detections detections;
  private final EventLog events;
  private final Nodes nodes;
  private final LaneReports lanes;

  public MonitorResource(
      PredictionLog predictions,
      EventLog events,
      ModelRegistry registry,
      Documents documents,
      Nodes nodes,
      LaneReports lanes) {
    this.detections = new Detections(predictions, registry, documents);
    this.events = events;
    this.nodes = nodes;
    this.lanes = lanes;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/monitor", context -> context.json(monitor()));
  }

  private Monitor monitor() {
    return new Monitor(
        detections.all(), events.all(Event.Gap.class).stream().map(Gap::of).toList(), accounts());
  }

  private List<Monitor.NodeAccount> accounts() {
    return nodes.all().stream().map(EnrolledNode::name).map(this::account).toList();
  }

  private Monitor.NodeAccount account(ObjectName node) {
    return new Monitor.NodeAccount(node, lanes.of(node));
  }
}

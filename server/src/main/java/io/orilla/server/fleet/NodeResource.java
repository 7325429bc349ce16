package io.orilla.server.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.server.http.Resource;
import java.util.List;

/** Nodes over HTTP. */
public final class NodeResource implements Resource {
  private final NodeReports reports;
  private final Fleet fleet;

  public NodeResource(NodeReports reports, Fleet fleet) {
    this.reports = reports;
    this.fleet = fleet;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/nodes", context -> context.json(reports.all()));
    routes.get("/api/v1/nodes/{name}", this::show);
  }

  private void show(Context context) {
    ObjectName name = new ObjectName(context.pathParam("name"));
    NodeState state = fleet.state(name);
    context.json(new Detail(reports.require(name), state.losses(), state.events()));
  }

  /** A node with its latest losses and events, newest first. */
  private record Detail(
      @JsonUnwrapped NodeReport node, List<Event.Dropped> losses, List<Event> events) {}
}

package io.orilla.server.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.document.ObjectName;
import io.orilla.server.http.Resource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes a node's trust away, over HTTP. */
public final class RevocationResource implements Resource {
  private final Nodes nodes;

  public RevocationResource(Nodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/nodes/{name}/revoke", this::revoke);
  }

  private void revoke(Context context) {
    EnrolledNode node = nodes.revoke(new ObjectName(context.pathParam("name")));
    context.json(new Revoked(node.name(), node.revokedAt()));
  }

  private record Revoked(ObjectName node, @Nullable Instant revokedAt) {}
}

package io.orilla.server.connector;

import io.javalin.config.RoutesConfig;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.server.http.Resource;

/** {@code /api/v1/connectors}: what a source may be, for forms. */
public final class ConnectorResource implements Resource {
  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/v1/connectors", context -> context.json(ConnectorDescription.installed().values()));
  }
}

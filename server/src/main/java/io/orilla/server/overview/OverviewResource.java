package io.orilla.server.overview;

import io.javalin.config.RoutesConfig;
import io.orilla.server.http.Resource;

/** {@code /api/v1/overview}, and the stream of it. */
public final class OverviewResource implements Resource {
  private final Overviews overviews;
  private final LiveStream stream;

  public OverviewResource(Overviews overviews, LiveStream stream) {
    this.overviews = overviews;
    this.stream = stream;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/overview", context -> context.json(overviews.now()));
    routes.get("/api/v1/stream", stream::serve);
  }
}

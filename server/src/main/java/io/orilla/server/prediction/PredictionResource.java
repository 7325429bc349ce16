package io.orilla.server.prediction;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.document.Role;
import io.orilla.server.http.Resource;
import io.orilla.server.record.PredictionLog;
import io.orilla.server.record.TimeRange;
import java.util.Optional;

/** {@code /api/v1/predictions}: what the models said. */
public final class PredictionResource implements Resource {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 100_000;

  private final PredictionLog predictions;

  public PredictionResource(PredictionLog predictions) {
    this.predictions = predictions;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/predictions", this::list);
    routes.get(
        "/api/v1/predictions/{name}",
        context -> context.json(predictions.require(context.pathParam("name"))));
  }

  private void list(Context context) {
    TimeRange range =
        new TimeRange(
            TimeParameters.time(context, "from").orElse(TimeRange.ALL.from()),
            TimeParameters.time(context, "to").orElse(TimeRange.ALL.to()));
    Role role = Optional.ofNullable(context.queryParam("role")).map(Role::of).orElse(Role.CHAMPION);
    int limit = TimeParameters.count(context, "limit", DEFAULT_LIMIT, MOST);
    context.json(predictions.newest(role, TimeParameters.asset(context), range, limit));
  }
}

package io.orilla.server.replay;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.server.http.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/predictions/replay}. */
public final class ReplayResource implements Resource {
  private final Replays replays;

  public ReplayResource(Replays replays) {
    this.replays = replays;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/predictions/replay", this::replay);
  }

  record Request(List<String> ids) {
    Request(@Nullable List<String> ids) {
      this.ids = ids == null ? List.of() : List.copyOf(ids);
    }
  }

  private void replay(Context context) {
    context.status(202).json(replays.replay(context.bodyAsClass(Request.class).ids()));
  }
}

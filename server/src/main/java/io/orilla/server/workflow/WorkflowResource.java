package io.orilla.server.workflow;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.document.ObjectName;
import io.orilla.server.http.Resource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/workflows/{name}/run}. */
public final class WorkflowResource implements Resource {
  private final WorkflowRuns runs;

  public WorkflowResource(WorkflowRuns runs) {
    this.runs = runs;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/workflows/{name}/run", this::run);
  }

  record Request(@Nullable String tag) {}

  private void run(Context context) {
    Optional<String> tag =
        context.body().isBlank()
            ? Optional.empty()
            : Optional.ofNullable(context.bodyAsClass(Request.class).tag());
    context.status(202).json(runs.run(new ObjectName(context.pathParam("name")), tag));
  }
}

package io.orilla.server.study;

import io.javalin.config.RoutesConfig;
import io.orilla.model.document.ObjectName;
import io.orilla.server.http.Resource;

/** {@code /api/v1/studies/{name}/run}. */
public final class StudyResource implements Resource {
  private final StudyRuns runs;

  public StudyResource(StudyRuns runs) {
    this.runs = runs;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post(
        "/api/v1/studies/{name}/run",
        context -> context.status(202).json(runs.run(new ObjectName(context.pathParam("name")))));
  }
}

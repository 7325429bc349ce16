package io.orilla.server.task;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.server.http.Resource;

/** {@code /api/v1/tasks}. */
public final class TaskResource implements Resource {
  private static final int DEFAULT_LIMIT = 50;

  private final TaskStore store;
  private final TaskRunner runner;

  public TaskResource(TaskStore store, TaskRunner runner) {
    this.store = store;
    this.runner = runner;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/tasks", this::list);
    routes.get(
        "/api/v1/tasks/{name}", context -> context.json(store.find(context.pathParam("name"))));
    routes.post(
        "/api/v1/tasks/{name}/cancel",
        context -> context.json(runner.cancel(context.pathParam("name"))));
  }

  private void list(Context context) {
    int limit = context.queryParamAsClass("limit", Integer.class).getOrDefault(DEFAULT_LIMIT);
    context.json(store.newest(limit));
  }
}

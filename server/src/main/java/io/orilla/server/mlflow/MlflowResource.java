package io.orilla.server.mlflow;

import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.orilla.server.http.Resource;
import java.util.List;

/** All of MLflow's REST API that is served; the rest of it is refused in MLflow's words. */
public final class MlflowResource implements Resource {
  /** Whose API we speak; clients ask before they use what is newer. */
  private static final String VERSION = "3.11.1";

  private final List<MlflowOperations> operations;

  public MlflowResource(List<MlflowOperations> operations) {
    this.operations = List.copyOf(operations);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/health", context -> context.result("OK"));
    routes.get("/version", context -> context.result(VERSION));
    MlflowRoutes mlflow = new MlflowRoutes(routes);
    operations.forEach(nouns -> nouns.register(mlflow));
    refuseOthers(routes);
  }

  private static void refuseOthers(RoutesConfig routes) {
    for (String api : List.of("/api/2.0", "/api/3.0", "/ajax-api/2.0", "/ajax-api/3.0")) {
      for (HandlerType method : HandlerType.commonHttp()) {
        routes.addHttpHandler(method, api + "/<operation>", MlflowRoutes::refuseUnknown);
      }
    }
  }
}

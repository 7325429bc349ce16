package io.orilla.server.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MLflow's operations at both of their addresses, with its JSON and its errors. A request record
 * names its fields in camelCase; on the wire they are in snake_case.
 */
public final class MlflowRoutes {
  private static final Logger log = LoggerFactory.getLogger(MlflowRoutes.class);
  private static final List<String> PREFIXES = List.of("/api/2.0/mlflow/", "/ajax-api/2.0/mlflow/");

  private final RoutesConfig routes;

  MlflowRoutes(RoutesConfig routes) {
    this.routes = routes;
  }

  public <Q> MlflowRoutes get(String path, Class<Q> request, Function<Q, ?> operation) {
    return add(HandlerType.GET, path, request, operation);
  }

  public <Q> MlflowRoutes post(String path, Class<Q> request, Function<Q, ?> operation) {
    return add(HandlerType.POST, path, request, operation);
  }

  public <Q> MlflowRoutes delete(String path, Class<Q> request, Function<Q, ?> operation) {
    return add(HandlerType.DELETE, path, request, operation);
  }

  private <Q> MlflowRoutes add(
      HandlerType method, String path, Class<Q> request, Function<Q, ?> operation) {
    for (String prefix : PREFIXES) {
      routes.addHttpHandler(method, prefix + path, handler(request, operation));
    }
    return this;
  }

  private static <Q> Handler handler(Class<Q> request, Function<Q, ?> operation) {
    return context -> {
      try {
        reply(context, 200, operation.apply(MlflowJson.request(context, request)));
      } catch (OrillaException e) {
        refuse(context, e);
      } catch (RuntimeException e) {
        log.error("{} {} failed", context.method(), context.path(), e);
        refuse(context, new OrillaException(ErrorCode.INTERNAL_ERROR, "the server failed", e));
      }
    };
  }

  static void refuseUnknown(Context context) throws JsonProcessingException {
    String message = context.method() + " " + context.path() + " is not served here";
    reply(context, 404, new MlflowProblem("ENDPOINT_NOT_FOUND", message));
  }

  private static void refuse(Context context, OrillaException problem)
      throws JsonProcessingException {
    reply(context, MlflowProblem.status(problem), MlflowProblem.of(problem));
  }

  private static void reply(Context context, int status, Object answer)
      throws JsonProcessingException {
    context
        .status(status)
        .contentType(ContentType.APPLICATION_JSON)
        .result(MlflowJson.bytes(answer));
  }
}

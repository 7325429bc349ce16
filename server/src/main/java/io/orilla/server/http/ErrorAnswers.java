package io.orilla.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become answers: a status and a {@link Problem}. */
final class ErrorAnswers implements Resource {
  private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

  @Override
  public void register(RoutesConfig routes) {
    routes.exception(OrillaException.class, ErrorAnswers::answerOurs);
    routes.exception(HttpResponseException.class, ErrorAnswers::answerHttp);
    routes.exception(Exception.class, ErrorAnswers::answerUnknown);
  }

  private static void answerOurs(OrillaException failure, Context context) {
    switch (failure.code().kind()) {
      case INTERNAL -> log.error("{} {} failed", context.method(), context.path(), failure);
      case UNAVAILABLE -> log.warn("{} {}: {}", context.method(), context.path(), failure.text());
      case USER, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_LARGE, OVERLOADED ->
          log.debug("{} {}: {}", context.method(), context.path(), failure.text());
    }
    answer(context, failure.code().kind().httpStatus(), Problem.of(failure));
  }

  /** What the HTTP layer refused itself, before a resource saw it. */
  private static void answerHttp(HttpResponseException failure, Context context) {
    int status = failure.getStatus();
    ErrorCode code =
        switch (status) {
          case 404, 405 -> ErrorCode.DOES_NOT_EXIST;
          case 403 -> ErrorCode.NOT_ALLOWED;
          case 503 -> ErrorCode.PEER_UNAVAILABLE;
          default -> status < 500 ? ErrorCode.INVALID_ARGUMENT : ErrorCode.INTERNAL_ERROR;
        };
    String message =
        status == 404
            ? "there is nothing at " + context.method() + " " + context.path()
            : failure.getMessage();
    answer(context, status, new Problem(code, message == null ? code.name() : message));
  }

  private static void answerUnknown(Exception failure, Context context) {
    log.error("{} {} failed", context.method(), context.path(), failure);
    answer(
        context,
        500,
        new Problem(ErrorCode.INTERNAL_ERROR, "the server failed; its log says why, at this time"));
  }

  private static void answer(Context context, int status, Problem problem) {
    context.status(status).json(problem);
  }
}

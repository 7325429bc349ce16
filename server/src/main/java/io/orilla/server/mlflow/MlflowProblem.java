package io.orilla.server.mlflow;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;

/**
 * An error as MLflow's clients know it.
 *
 * @param errorCode of {@code mlflow.protos.databricks_pb2.ErrorCode}
 */
record MlflowProblem(String errorCode, String message) {
  static MlflowProblem of(OrillaException problem) {
    ErrorCode code = problem.code();
    String name =
        switch (code.kind()) {
          case USER -> code == ErrorCode.INVALID_FORMAT ? "BAD_REQUEST" : "INVALID_PARAMETER_VALUE";
          case UNAUTHENTICATED -> "UNAUTHENTICATED";
          case FORBIDDEN -> "PERMISSION_DENIED";
          case NOT_FOUND -> "RESOURCE_DOES_NOT_EXIST";
          case CONFLICT ->
              code == ErrorCode.ALREADY_EXISTS ? "RESOURCE_ALREADY_EXISTS" : "INVALID_STATE";
          case TOO_LARGE -> "INVALID_PARAMETER_VALUE";
          case OVERLOADED -> "REQUEST_LIMIT_EXCEEDED";
          case UNAVAILABLE -> "TEMPORARILY_UNAVAILABLE";
          case INTERNAL -> "INTERNAL_ERROR";
        };
    return new MlflowProblem(name, problem.text());
  }

  /** The status MLflow's server gives with this code: conflicts are 400 there. */
  static int status(OrillaException problem) {
    return switch (problem.code().kind()) {
      case CONFLICT -> 400;
      case USER,
          UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          TOO_LARGE,
          OVERLOADED,
          UNAVAILABLE,
          INTERNAL ->
          problem.code().kind().httpStatus();
    };
  }
}

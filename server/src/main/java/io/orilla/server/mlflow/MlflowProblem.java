package io.orilla.server.mlflow;

import io.orilla.model.error.OrillaException;

/**
 * An error as MLflow's clients know it.
 *
 * @param errorCode of {@code mlflow.protos.databricks_pb2.ErrorCode}
 */
record MlflowProblem(String errorCode, String message) {
  static MlflowProblem of(OrillaException problem) {
    String code =
        switch (problem.code()) {
          case INVALID_ARGUMENT, INVALID_DOCUMENT, DIGEST_MISMATCH, SIGNATURE_INVALID ->
              "INVALID_PARAMETER_VALUE";
          case INVALID_FORMAT -> "BAD_REQUEST";
          case TOKEN_REFUSED, NOT_ALLOWED -> "PERMISSION_DENIED";
          case DOES_NOT_EXIST -> "RESOURCE_DOES_NOT_EXIST";
          case ALREADY_EXISTS -> "RESOURCE_ALREADY_EXISTS";
          case STALE_VERSION, SEQUENCE_GAP, EPOCH_CONFLICT -> "INVALID_STATE";
          case PEER_UNAVAILABLE, STORAGE_UNAVAILABLE -> "TEMPORARILY_UNAVAILABLE";
          case INTERNAL_ERROR -> "INTERNAL_ERROR";
        };
    return new MlflowProblem(code, problem.text());
  }

  /** The status MLflow's server gives with this code: conflicts are 400 there. */
  static int status(OrillaException problem) {
    return switch (problem.code().kind()) {
      case CONFLICT -> 400;
      case USER, FORBIDDEN, NOT_FOUND, UNAVAILABLE, INTERNAL -> problem.code().kind().httpStatus();
    };
  }
}

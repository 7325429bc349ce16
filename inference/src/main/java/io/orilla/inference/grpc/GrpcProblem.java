package io.orilla.inference.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;

/** Our errors as gRPC's: the one place that says which is which. */
final class GrpcProblem {
  private GrpcProblem() {}

  static StatusRuntimeException of(OrillaException problem) {
    Status status =
        switch (problem.code().kind()) {
          case USER -> Status.INVALID_ARGUMENT;
          case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
          case FORBIDDEN -> Status.PERMISSION_DENIED;
          case NOT_FOUND -> Status.NOT_FOUND;
          case CONFLICT -> Status.FAILED_PRECONDITION;
          case TOO_LARGE, OVERLOADED -> Status.RESOURCE_EXHAUSTED;
          case UNAVAILABLE ->
              problem.code() == ErrorCode.DEADLINE_EXCEEDED
                  ? Status.DEADLINE_EXCEEDED
                  : Status.UNAVAILABLE;
          case INTERNAL -> Status.INTERNAL;
        };
    return status.withDescription(problem.text()).asRuntimeException();
  }
}

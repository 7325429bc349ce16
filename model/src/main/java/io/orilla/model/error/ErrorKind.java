package io.orilla.model.error;

/** Who can mend an error; the HTTP status is derived from it in one place. */
public enum ErrorKind {
  USER(400),
  UNAUTHENTICATED(401),
  FORBIDDEN(403),
  NOT_FOUND(404),
  CONFLICT(409),
  TOO_LARGE(413),
  OVERLOADED(429),
  UNAVAILABLE(503),
  INTERNAL(500);

  private final int httpStatus;

  ErrorKind(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }
}

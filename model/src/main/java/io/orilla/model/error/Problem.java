package io.orilla.model.error;

/** The body of every error answer over HTTP, after the fields of RFC 9457 that we need. */
public record Problem(ErrorCode code, String message) {
  public static Problem of(OrillaException exception) {
    return new Problem(exception.code(), exception.text());
  }

  public OrillaException exception() {
    return new OrillaException(code, message);
  }
}

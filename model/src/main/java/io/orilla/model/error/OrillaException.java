package io.orilla.model.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of the product. The message says what failed, with the values, and what to do
 * about it; it is fit to be shown to the user and carries no secret.
 */
public final class OrillaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  public OrillaException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /** Being refused for want of room is nobody's fault to be traced, and must cost little. */
  public OrillaException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause, true, code.kind() != ErrorKind.OVERLOADED);
    this.code = code;
  }

  public static OrillaException invalid(String message) {
    return new OrillaException(ErrorCode.INVALID_ARGUMENT, message);
  }

  public static OrillaException notFound(String message) {
    return new OrillaException(ErrorCode.DOES_NOT_EXIST, message);
  }

  public ErrorCode code() {
    return code;
  }

  /** The message alone: an exception has one, by construction. */
  public String text() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }
}

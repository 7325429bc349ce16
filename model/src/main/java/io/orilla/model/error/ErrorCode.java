package io.orilla.model.error;

import static io.orilla.model.error.ErrorKind.CONFLICT;
import static io.orilla.model.error.ErrorKind.FORBIDDEN;
import static io.orilla.model.error.ErrorKind.INTERNAL;
import static io.orilla.model.error.ErrorKind.NOT_FOUND;
import static io.orilla.model.error.ErrorKind.OVERLOADED;
import static io.orilla.model.error.ErrorKind.TOO_LARGE;
import static io.orilla.model.error.ErrorKind.UNAUTHENTICATED;
import static io.orilla.model.error.ErrorKind.UNAVAILABLE;
import static io.orilla.model.error.ErrorKind.USER;

/** The stable names of errors, for programs and for the search in the documentation. */
public enum ErrorCode {
  INVALID_ARGUMENT(USER),
  INVALID_DOCUMENT(USER),
  INVALID_FORMAT(USER),
  DIGEST_MISMATCH(USER),
  SIGNATURE_INVALID(USER),
  /** Who asks is not known: no token came with it, or none that opens anything. */
  TOKEN_NEEDED(UNAUTHENTICATED),
  TOKEN_REFUSED(FORBIDDEN),
  NOT_ALLOWED(FORBIDDEN),
  /** The node's certificate expired or has a successor: it opens nothing but its renewal. */
  RENEWAL_REQUIRED(FORBIDDEN),
  /** The node's certificate opens nothing any more. */
  REVOKED(FORBIDDEN),
  /** Two boxes speak as one node: its records are not taken until one of them joined anew. */
  QUARANTINED(CONFLICT),
  DOES_NOT_EXIST(NOT_FOUND),
  ALREADY_EXISTS(CONFLICT),
  /** Something else stands on what should go. */
  IN_USE(CONFLICT),
  /** The change was based on a version that is no longer the newest. */
  STALE_VERSION(CONFLICT),
  /**
   * A journal batch does not follow what is held: the node resends from the answer's {@code
   * expected}.
   */
  SEQUENCE_GAP(CONFLICT),
  /** The same journal key came with other bytes, or the server holds more than the node has. */
  EPOCH_CONFLICT(CONFLICT),
  /** A journal batch leans on one that is not known: the node sends it whole. */
  FOOTING_UNKNOWN(CONFLICT),
  /** Somebody ended the work before it was done. */
  CANCELLED(CONFLICT),
  /** The work took longer than it may. */
  DEADLINE_EXCEEDED(UNAVAILABLE),
  PEER_UNAVAILABLE(UNAVAILABLE),
  STORAGE_UNAVAILABLE(UNAVAILABLE),
  /** More than is taken at once: what was asked is not done, and may be asked again. */
  TOO_BUSY(OVERLOADED),
  CONTENT_TOO_LARGE(TOO_LARGE),
  INTERNAL_ERROR(INTERNAL);

  private final ErrorKind kind;

  ErrorCode(ErrorKind kind) {
    this.kind = kind;
  }

  public ErrorKind kind() {
    return kind;
  }
}

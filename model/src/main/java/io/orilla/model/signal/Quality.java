package io.orilla.model.signal;

/** A sample's trust, after the severity bits of OPC UA status codes (OPC 10000-4, 7.39). */
public enum Quality {
  GOOD,
  UNCERTAIN,
  BAD;

  public static Quality ofStatusCode(long statusCode) {
    return switch ((int) (statusCode >>> 30) & 0b11) {
      case 0b00 -> GOOD;
      case 0b01 -> UNCERTAIN;
      default -> BAD;
    };
  }
}

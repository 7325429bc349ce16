package io.orilla.model.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Locale;

/** The streams of a journal, most urgent first; order is strict within one, and only there. */
public enum Lane {
  EVENTS(1),
  PREDICTIONS(2),
  SIGNALS(3);

  private final int code;

  Lane(int code) {
    this.code = code;
  }

  /** The lane's number in durable formats. */
  public int code() {
    return code;
  }

  public static Lane ofCode(int code) {
    for (Lane lane : values()) {
      if (lane.code == code) {
        return lane;
      }
    }
    throw new OrillaException(ErrorCode.INVALID_FORMAT, "no lane has the code " + code);
  }

  @JsonCreator
  public static Lane of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.Locale;

/** What a workload is on its seat, which is an output of an asset. */
public enum Role {
  /** It decides, and what it says is acted on; a seat has one. */
  CHAMPION,
  /**
   * It decides beside the champion to be compared with it, and never acts; a seat has any number.
   */
  SHADOW,
  /** It answers who asks for it, and decides no windows. */
  SERVICE;

  private final String text = name().toLowerCase(Locale.ROOT);

  @JsonCreator
  public static Role of(String text) {
    for (Role role : values()) {
      if (role.text().equals(text)) {
        return role;
      }
    }
    throw OrillaException.invalid(
        "'" + text + "' is no role: write champion (which is also the default), shadow or service");
  }

  @JsonValue
  public String text() {
    return text;
  }
}

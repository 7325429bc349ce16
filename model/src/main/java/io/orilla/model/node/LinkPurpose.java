package io.orilla.model.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.journal.Lane;
import java.util.Locale;

/** What bytes between a node and its server are for. */
public enum LinkPurpose {
  STATE,
  BLOBS,
  EVENTS,
  PREDICTIONS,
  SIGNALS,
  /** Logs and whatever else a command asked for. */
  LOGS,
  OTHER;

  public static LinkPurpose of(Lane lane) {
    return switch (lane) {
      case EVENTS -> EVENTS;
      case PREDICTIONS -> PREDICTIONS;
      case SIGNALS -> SIGNALS;
    };
  }

  /** By the path of a request; batches of the journal are not told apart by it. */
  public static LinkPurpose ofPath(String path) {
    if (path.startsWith("/node/v1/desired")) {
      return STATE;
    }
    if (path.startsWith("/node/v1/blobs")) {
      return BLOBS;
    }
    return path.startsWith("/node/v1/answers") ? LOGS : OTHER;
  }

  @JsonCreator
  public static LinkPurpose of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

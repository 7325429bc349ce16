package io.orilla.model.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import java.time.Duration;

/** What a command asks for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Action.Unsupported.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.RestartWorkload.class, name = "restart-workload"),
  @JsonSubTypes.Type(value = Action.RestartAgent.class, name = "restart-agent"),
  @JsonSubTypes.Type(value = Action.Reboot.class, name = "reboot"),
  @JsonSubTypes.Type(value = Action.Wipe.class, name = "wipe"),
  @JsonSubTypes.Type(value = Action.FetchLogs.class, name = "fetch-logs"),
  @JsonSubTypes.Type(value = Action.LiveTail.class, name = "live-tail"),
  @JsonSubTypes.Type(value = Action.Diagnostics.class, name = "diagnostics")
})
public sealed interface Action {
  /** As it is written: {@code restart-workload}. */
  default String kind() {
    return switch (this) {
      case RestartWorkload _ -> "restart-workload";
      case RestartAgent _ -> "restart-agent";
      case Reboot _ -> "reboot";
      case Wipe _ -> "wipe";
      case FetchLogs _ -> "fetch-logs";
      case LiveTail _ -> "live-tail";
      case Diagnostics _ -> "diagnostics";
      case Unsupported _ -> "unsupported";
    };
  }

  record RestartWorkload(ObjectName workload) implements Action {}

  record RestartAgent() implements Action {}

  record Reboot() implements Action {}

  record Wipe() implements Action {}

  /**
   * @param bytes of the end of the log
   */
  record FetchLogs(int bytes) implements Action {
    public static final int MOST = 16 << 20;

    public FetchLogs {
      if (bytes < 1 || bytes > MOST) {
        throw OrillaException.invalid("bytes of a log: from 1 to " + MOST + ", not " + bytes);
      }
    }
  }

  record LiveTail(Duration duration) implements Action {
    private static final Duration LONGEST = Duration.ofHours(1);

    public LiveTail {
      if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
        throw OrillaException.invalid("a live tail lasts an hour at most, not " + duration);
      }
    }
  }

  record Diagnostics() implements Action {}

  /** A kind of a newer version, of which nothing is known here. */
  record Unsupported() implements Action {}
}

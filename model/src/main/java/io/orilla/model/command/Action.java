package io.orilla.model.command;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.alarm.AlarmShelf;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a command asks for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Action.Unsupported.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.RestartWorkload.class, name = "restart-workload"),
  @JsonSubTypes.Type(value = Action.RestartAgent.class, name = "restart-agent"),
  @JsonSubTypes.Type(value = Action.Reboot.class, name = "reboot"),
  @JsonSubTypes.Type(value = Action.Wipe.class, name = "wipe"),
  @JsonSubTypes.Type(value = Action.AcknowledgeAlarm.class, name = "acknowledge-alarm"),
  @JsonSubTypes.Type(value = Action.ShelveAlarm.class, name = "shelve-alarm"),
  @JsonSubTypes.Type(value = Action.UnshelveAlarm.class, name = "unshelve-alarm"),
  @JsonSubTypes.Type(value = Action.FetchLogs.class, name = "fetch-logs"),
  @JsonSubTypes.Type(value = Action.LiveTail.class, name = "live-tail"),
  @JsonSubTypes.Type(value = Action.Diagnostics.class, name = "diagnostics"),
  @JsonSubTypes.Type(value = Action.ProbeSource.class, name = "probe-source"),
  @JsonSubTypes.Type(value = Action.BrowseSource.class, name = "browse-source")
})
public sealed interface Action {
  /** As it is written: {@code restart-workload}. */
  default String kind() {
    return switch (this) {
      case RestartWorkload _ -> "restart-workload";
      case RestartAgent _ -> "restart-agent";
      case Reboot _ -> "reboot";
      case Wipe _ -> "wipe";
      case AcknowledgeAlarm _ -> "acknowledge-alarm";
      case ShelveAlarm _ -> "shelve-alarm";
      case UnshelveAlarm _ -> "unshelve-alarm";
      case FetchLogs _ -> "fetch-logs";
      case LiveTail _ -> "live-tail";
      case Diagnostics _ -> "diagnostics";
      case ProbeSource _ -> "probe-source";
      case BrowseSource _ -> "browse-source";
      case Unsupported _ -> "unsupported";
    };
  }

  /** Whether it is a question that somebody waits for: it changes nothing, and comes often. */
  default boolean asks() {
    return asks(kind());
  }

  /** The same by its kind. */
  static boolean asks(String kind) {
    return kind.equals("probe-source") || kind.equals("browse-source");
  }

  record RestartWorkload(ObjectName workload) implements Action {}

  record RestartAgent() implements Action {}

  record Reboot() implements Action {}

  record Wipe() implements Action {}

  /**
   * @param raisedAt which time it was raised: one that was raised again has to be looked at again
   */
  record AcknowledgeAlarm(ObjectName alarm, Instant raisedAt) implements Action {}

  /**
   * @param until when it comes back by itself, a day from now at most
   */
  record ShelveAlarm(ObjectName alarm, String reason, Instant until) implements Action {
    public ShelveAlarm {
      AlarmShelf.checkReason(reason);
    }
  }

  record UnshelveAlarm(ObjectName alarm) implements Action {}

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

  /**
   * Reads a source that is not declared, for a while, and answers with {@link ProbeReport}s.
   *
   * @param signals to be read; without any it is asked only whether the peer is there
   */
  record ProbeSource(
      String connector, JsonNode settings, List<SourceSpec.Signal> signals, Duration duration)
      implements Action {
    public static final int MOST = 500;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public ProbeSource {
      signals = List.copyOf(signals);
      if (signals.size() > MOST) {
        throw OrillaException.invalid("a probe reads " + MOST + " signals at most");
      }
      if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
        throw OrillaException.invalid("a probe lasts 10 minutes at most, not " + duration);
      }
    }
  }

  /**
   * Asks what there is at a source's peer, and answers with a {@link BrowseAnswer}.
   *
   * @param where the address of a place that was found; empty for the top
   * @param filter a part of the names that are looked for, everywhere below; empty for what lies at
   *     the place itself
   * @param page empty for the first
   * @param limit of what is found
   */
  record BrowseSource(
      String connector,
      JsonNode settings,
      @JsonSetter(nulls = Nulls.AS_EMPTY) String where,
      @JsonSetter(nulls = Nulls.AS_EMPTY) String filter,
      @JsonSetter(nulls = Nulls.AS_EMPTY) String page,
      int limit)
      implements Action {
    private static final int MOST = 1000;

    public BrowseSource {
      if (limit < 1 || limit > MOST) {
        throw OrillaException.invalid("limit: from 1 to " + MOST + ", not " + limit);
      }
    }

    /** Whether it goes on with what was begun to be looked at. */
    public boolean goesOn() {
      return !where.isEmpty() || !filter.isEmpty() || !page.isEmpty();
    }
  }

  /** A kind of a newer version, of which nothing is known here. */
  record Unsupported() implements Action {}
}

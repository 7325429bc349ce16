package io.orilla.model.alarm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.Locale;

/** How urgent an alarm is; those of high priority are told in a flood, too. */
public enum AlarmPriority {
  LOW,
  MEDIUM,
  HIGH;

  @JsonCreator
  public static AlarmPriority of(String text) {
    for (AlarmPriority priority : values()) {
      if (priority.text().equals(text)) {
        return priority;
      }
    }
    throw OrillaException.invalid("'" + text + "' is no priority: write low, medium or high");
  }

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.orilla.model.alarm;

import org.jspecify.annotations.Nullable;

/**
 * What an alarm's rule is on, and how far it may go. Either {@code above} or {@code below} is
 * there.
 *
 * @param output of the model, by its name in the graph; absent for a signal's
 */
public record AlarmLimit(@Nullable String output, @Nullable Double above, @Nullable Double below) {
  /** As people read it: {@code limit 80.00}. */
  public String text() {
    return "limit %.4g".formatted(above != null ? above : below);
  }
}

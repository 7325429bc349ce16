package io.orilla.server.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An answer that is asked for anew only when it has reached an age. Thread-safe. */
final class Cached<T> {
  private final Supplier<T> question;
  private final Duration age;
  private final InstantSource clock;
  private @Nullable Answer<T> answer;

  private record Answer<T>(T value, Instant at) {}

  Cached(Supplier<T> question, Duration age, InstantSource clock) {
    this.question = question;
    this.age = age;
    this.clock = clock;
  }

  synchronized T value() {
    Instant now = clock.instant();
    Answer<T> known = answer;
    if (known == null || known.at().plus(age).isBefore(now)) {
      known = new Answer<>(question.get(), now);
      answer = known;
    }
    return known.value();
  }
}

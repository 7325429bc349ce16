package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orilla.model.content.DurationText;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a signal must have said all the time for so long before a model takes its seat over: {@code
 * {signal: site/area/line/asset/state, is: IDLE, for: 2m}}. Exactly one of {@code is}, {@code
 * above}, {@code below} and {@code between} is given.
 *
 * @param is the value as text; numbers are equal when they are so as numbers
 * @param between both ends included
 * @param lasting how long, in event time
 * @param fresh how old its last value may be to count, in event time; 30 s unless it says otherwise
 */
public record Interlock(
    SignalName signal,
    Optional<String> is,
    Optional<Double> above,
    Optional<Double> below,
    Optional<List<Double>> between,
    @JsonProperty("for") Duration lasting,
    Optional<Duration> fresh) {
  private static final Duration FRESH = Duration.ofSeconds(30);

  public Interlock {
    long conditions = Stream.of(is, above, below, between).filter(one -> one.isPresent()).count();
    if (conditions != 1) {
      throw OrillaException.invalid(
          "onlyWhile needs one of is, above, below and between for "
              + signal
              + ", not "
              + conditions);
    }
    between = between.map(List::copyOf);
    if (between.filter(ends -> ends.size() != 2 || ends.getFirst() > ends.getLast()).isPresent()) {
      throw OrillaException.invalid(
          "between takes two numbers, the smaller first, as [0, 2.5]; " + signal + " has another");
    }
    if (!lasting.isPositive() || fresh.filter(limit -> !limit.isPositive()).isPresent()) {
      throw OrillaException.invalid(
          "for and fresh of the interlock on " + signal + " must be longer than nothing");
    }
  }

  /** Whether the value is as it must be. */
  public boolean isMetBy(Value value) {
    OptionalDouble number = value.number();
    return is.map(text -> isEqual(text, value, number))
        .orElseGet(() -> number.isPresent() && isWithin(number.getAsDouble()));
  }

  private boolean isWithin(double number) {
    return above.map(limit -> number > limit).orElse(true)
        && below.map(limit -> number < limit).orElse(true)
        && between.map(ends -> number >= ends.getFirst() && number <= ends.getLast()).orElse(true);
  }

  private static boolean isEqual(String text, Value value, OptionalDouble number) {
    try {
      return text.equals(value.text())
          || number.isPresent() && Double.parseDouble(text) == number.getAsDouble();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** How old the last value may be. */
  public Duration freshness() {
    return fresh.orElse(FRESH);
  }

  /** As people say it: {@code riva/hall1/press/p1/state is IDLE for 120s}. */
  @Override
  public String toString() {
    String condition =
        is.map(text -> "is " + text)
            .or(() -> above.map(limit -> "is above " + limit))
            .or(() -> below.map(limit -> "is below " + limit))
            .or(
                () ->
                    between.map(ends -> "is between " + ends.getFirst() + " and " + ends.getLast()))
            .orElseThrow();
    return signal + " " + condition + " for " + DurationText.format(lasting);
  }
}

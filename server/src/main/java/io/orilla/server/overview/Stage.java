package io.orilla.server.overview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One box of the picture.
 *
 * @param setUp false while nothing is declared that would fill it
 * @param context one line
 * @param at when the figure was true
 * @param attention what to look at; absent when all is well
 * @param trend the figure over the last minutes, oldest first
 */
public record Stage(
    boolean setUp,
    Optional<Double> figure,
    Optional<String> unit,
    Optional<String> context,
    Optional<Instant> at,
    Optional<String> attention,
    Optional<List<Double>> trend) {

  static Stage notSetUp() {
    return new Stage(
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Declared, but nothing was heard of it yet. */
  static Stage silent(String context) {
    return new Stage(
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.of(context),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Stage of(double figure, String unit, String context, Instant at) {
    return new Stage(
        true,
        Optional.of(figure),
        Optional.of(unit),
        Optional.of(context),
        Optional.of(at),
        Optional.empty(),
        Optional.empty());
  }

  static Stage counted(long count, String unit, String context, Instant at) {
    return of((double) count, unit, context, at);
  }

  Stage withAttention(Optional<String> what) {
    return new Stage(setUp, figure, unit, context, at, what, trend);
  }

  Stage withTrend(List<Double> values) {
    return new Stage(setUp, figure, unit, context, at, attention, Optional.of(values));
  }
}

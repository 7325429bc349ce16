package io.orilla.pipeline;

import io.orilla.model.document.Preparation;
import io.orilla.model.document.Rule;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import org.jspecify.annotations.Nullable;

/** What a sample of one signal must satisfy before it is used. */
final class SampleCheck {
  static final String QUALITY = "quality";
  static final String TYPE = "type";
  static final String AHEAD = "ahead";
  static final String LATE = "late";

  private final long ahead;
  private final Rule.Range[] ranges;

  SampleCheck(Preparation preparation, Preparation.Column column) {
    this.ahead = Evaluator.micros(preparation.clean().ahead());
    this.ranges =
        preparation.validate().stream()
            .filter(Rule.Range.class::isInstance)
            .map(Rule.Range.class::cast)
            .filter(range -> range.signal().equals(column.name()))
            .toArray(Rule.Range[]::new);
  }

  /** The id of the first rule that the sample breaks. */
  @Nullable String broken(Sample sample, double number) {
    if (sample.quality() == Quality.BAD) {
      return QUALITY;
    }
    if (!Double.isFinite(number)) {
      return TYPE;
    }
    if (sample.sourceTime() > sample.arrivalTime() + ahead) {
      return AHEAD;
    }
    for (Rule.Range range : ranges) {
      if (number < range.min() || number > range.max()) {
        return range.id();
      }
    }
    return null;
  }

  /** The value as a number without boxing; NaN where there is none. */
  static double number(Value value) {
    return switch (value) {
      case Value.DoubleValue(double number) -> number;
      case Value.LongValue(long number) -> number;
      case Value.BooleanValue(boolean set) -> set ? 1 : 0;
      case Value.TextValue text -> Double.NaN;
      case Value.BytesValue bytes -> Double.NaN;
    };
  }
}

package io.orilla.pipeline;

import io.orilla.model.document.Clean;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.Rule;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The definition of rows written down as it is spoken, over the whole history and at no care for
 * cost; what the evaluator is compared with.
 */
final class ReferenceEvaluator {
  final List<Row> rows = new ArrayList<>();
  final List<Collected.Aside> asides = new ArrayList<>();
  private final Preparation preparation;
  private final long grid;
  private final List<NavigableMap<Long, Sample>> histories = new ArrayList<>();
  private @Nullable Long lastClosed;

  ReferenceEvaluator(Preparation preparation) {
    this.preparation = preparation;
    this.grid = Evaluator.micros(preparation.clean().grid());
    preparation.signals().forEach(column -> histories.add(new TreeMap<>()));
  }

  void accept(Sample sample) {
    int column = preparation.names().indexOf(sample.signal().localName());
    if (column < 0) {
      return;
    }
    String broken = broken(sample);
    if (broken != null) {
      asides.add(new Collected.Aside(sample, broken));
    } else if (lastClosed != null && sample.sourceTime() <= lastClosed) {
      Sample current = last(column, lastClosed);
      if (current == null || current.sourceTime() != sample.sourceTime()) {
        asides.add(new Collected.Aside(sample, "late"));
      }
    } else {
      histories.get(column).putIfAbsent(sample.sourceTime(), sample);
      closeWhatIsComplete();
    }
  }

  private @Nullable String broken(Sample sample) {
    double number = sample.value().number().orElse(Double.NaN);
    if (sample.quality() == Quality.BAD) {
      return "quality";
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return "type";
    }
    if (sample.sourceTime() - sample.arrivalTime() > Evaluator.micros(clean().ahead())) {
      return "ahead";
    }
    for (Rule rule : preparation.validate()) {
      if (rule instanceof Rule.Range(String signal, double min, double max)
          && signal.equals(sample.signal().localName())
          && !(min <= number && number <= max)) {
        return rule.id();
      }
    }
    return null;
  }

  private void closeWhatIsComplete() {
    long earliest =
        histories.stream()
            .filter(history -> !history.isEmpty())
            .mapToLong(NavigableMap::firstKey)
            .min()
            .orElseThrow();
    long row = lastClosed == null ? Math.ceilDiv(earliest, grid) * grid : lastClosed + grid;
    for (; complete(row); row += grid) {
      lastClosed = row;
      close(row);
    }
  }

  private boolean complete(long row) {
    long lateness = Evaluator.micros(clean().lateness());
    return histories.stream().allMatch(history -> newest(history) >= row)
        || histories.stream().anyMatch(history -> newest(history) > row + lateness);
  }

  private static long newest(NavigableMap<Long, Sample> history) {
    return history.isEmpty() ? Long.MIN_VALUE : history.lastKey();
  }

  private void close(long time) {
    int columns = histories.size();
    double[] values = new double[columns];
    CellState[] states = new CellState[columns];
    int missing = 0;
    for (int column = 0; column < columns; column++) {
      Sample sample = last(column, time);
      states[column] = state(sample, time);
      if (sample == null || states[column] == CellState.MISSING) {
        values[column] = Double.NaN;
        missing++;
      } else {
        values[column] = sample.value().number().orElseThrow();
      }
    }
    if (missing < columns) {
      rows.add(new Row(time, values, states, brokenByRow((double) missing / columns)));
    }
  }

  private CellState state(@Nullable Sample sample, long time) {
    if (sample == null || time - sample.sourceTime() > Evaluator.micros(clean().hold())) {
      return CellState.MISSING;
    }
    if (time - sample.sourceTime() >= grid) {
      return CellState.HELD;
    }
    return sample.quality() == Quality.UNCERTAIN ? CellState.UNCERTAIN : CellState.GOOD;
  }

  private @Nullable String brokenByRow(double share) {
    return preparation.validate().stream()
            .anyMatch(rule -> rule instanceof Rule.Missing(double most) && share > most)
        ? "missing"
        : null;
  }

  private @Nullable Sample last(int column, long time) {
    Map.Entry<Long, Sample> entry = histories.get(column).floorEntry(time);
    return entry == null ? null : entry.getValue();
  }

  private Clean clean() {
    return preparation.clean();
  }
}

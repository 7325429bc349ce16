package io.orilla.pipeline;

import static io.orilla.pipeline.Loop.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.prediction.Prediction.Cause;
import io.orilla.model.signal.Quality;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RowWindowTest {
  private final RowWindow window = new RowWindow(Loop.preparation());

  private static Row row(double seconds, CellState... states) {
    double[] values = new double[states.length];
    for (int column = 0; column < values.length; column++) {
      values[column] = states[column] == CellState.MISSING ? Double.NaN : 100 * column + seconds;
    }
    return new Row(at(seconds), values, states, null);
  }

  private static Row good(double seconds) {
    return row(seconds, CellState.GOOD, CellState.GOOD, CellState.GOOD);
  }

  private static Row aside(double seconds) {
    return new Row(
        at(seconds),
        new double[] {1, Double.NaN, Double.NaN},
        new CellState[] {CellState.GOOD, CellState.MISSING, CellState.MISSING},
        "missing");
  }

  private void assertUnfit(int rows, Cause cause, String detail) {
    assertThat(window.cut(rows))
        .asInstanceOf(InstanceOfAssertFactories.type(WindowCut.Unfit.class))
        .extracting(WindowCut.Unfit::reason)
        .isEqualTo(new Prediction.Reason(cause, detail));
  }

  @Test
  void rowsThatFollowEachOtherMakeATensor() {
    window.add(good(1));
    window.add(good(2));
    window.add(good(3));

    WindowCut.Fit fit = (WindowCut.Fit) window.cut(2);

    assertThat(fit.window()).isEqualTo(new Prediction.Window(at(2), at(3), 2));
    assertThat(fit.tensor().values()).containsExactly(2, 102, 202, 3, 103, 203);
    assertThat(fit.tensor().mask()).containsOnly(true);
    assertThat(fit.quality()).isEqualTo(Quality.GOOD);
  }

  @Test
  void aHeldValueMakesTheWindowUncertain() {
    window.add(row(1, CellState.GOOD, CellState.HELD, CellState.GOOD));
    window.add(good(2));

    assertThat(((WindowCut.Fit) window.cut(2)).quality()).isEqualTo(Quality.UNCERTAIN);
    assertThat(((WindowCut.Fit) window.cut(1)).quality()).isEqualTo(Quality.GOOD);
  }

  @Test
  void tooFewRowsAreAWarmUp() {
    window.add(good(1));
    window.add(good(2));
    assertUnfit(3, Cause.WARMING_UP, "2 of 3 rows");
    assertThat(window.cut(3).window()).isEqualTo(new Prediction.Window(at(0), at(2), 3));
  }

  @Test
  void rowsApartAreAGap() {
    window.add(good(1));
    window.add(good(5));
    window.add(good(6));
    assertUnfit(3, Cause.GAP, "no rows between 2020-09-13T12:26:41Z and 2020-09-13T12:26:45Z");
    assertThat(window.cut(2)).isInstanceOf(WindowCut.Fit.class);
  }

  @Test
  void aMissingValueNamesItsSignal() {
    window.add(row(1, CellState.GOOD, CellState.MISSING, CellState.GOOD));
    window.add(good(2));
    assertUnfit(2, Cause.MISSING, "flow at 2020-09-13T12:26:41Z");
  }

  @Test
  void aRowThatWasSetAsideNamesItsRule() {
    window.add(good(1));
    window.add(aside(2));
    window.add(good(3));
    assertUnfit(3, Cause.SET_ASIDE, "missing at 2020-09-13T12:26:42Z");
  }

  @Test
  void theLatestDefectIsTheReason() {
    window.add(row(1, CellState.GOOD, CellState.MISSING, CellState.GOOD));
    window.add(aside(2));
    window.add(good(7));
    assertUnfit(3, Cause.GAP, "no rows between 2020-09-13T12:26:42Z and 2020-09-13T12:26:47Z");
  }

  @Test
  void theLongestWindowCanBeCutAfterManyRows() {
    int rows = 3 * ModelSignature.MAX_ROWS + 7;
    for (int second = 0; second < rows; second++) {
      window.add(good(second));
    }

    WindowCut.Fit fit = (WindowCut.Fit) window.cut(ModelSignature.MAX_ROWS);

    assertThat(fit.window().from()).isEqualTo(at(rows - ModelSignature.MAX_ROWS));
    assertThat(fit.tensor().values()[0]).isEqualTo(rows - ModelSignature.MAX_ROWS);
    assertThat(fit.tensor().values()).endsWith(200 + rows - 1);
  }

  @Test
  void aWindowLongerThanAllowedIsRefused() {
    window.add(good(1));
    assertThatThrownBy(() -> window.cut(ModelSignature.MAX_ROWS + 1))
        .hasMessage("a window of 4097 rows cannot be cut from 1 rows");
  }
}

package io.orilla.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.learning.Plant;
import io.orilla.model.prediction.Prediction.Cause;
import io.orilla.model.signal.AssetName;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.WindowCut;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AssetRowsTest {
  /** Seconds 0 to 9, of which 4 is missing altogether. */
  private static final AssetRows ROWS = rows(0, 1, 2, 3, 5, 6, 7, 8, 9);

  private static AssetRows rows(long... seconds) {
    List<Row> rows =
        LongStream.of(seconds)
            .mapToObj(second -> Row.prepared(second * Plant.GRID, new double[] {second}, 0))
            .toList();
    return new AssetRows(
        new AssetName("a/b/c/d"),
        Plant.preparation(1),
        rows,
        rows.stream().map(row -> Truth.NORMAL).toList());
  }

  /** So that no mean is taken over rows that do not follow each other. */
  @Test
  void trainingRowsAreApartWhereTheGridHasAGap() {
    assertThat(ROWS.training(6))
        .isEqualTo(new double[][] {{0}, {1}, {2}, {3}, {Double.NaN}, {5}, {6}});
  }

  @Test
  void aWindowThatReachesBackBeforeTheFirstRowIsStillOne() {
    List<WindowCut> windows = ROWS.windows(7, 3);
    assertThat(windows).hasSize(2);
    assertThat(windows.getFirst())
        .isInstanceOfSatisfying(
            WindowCut.Fit.class, fit -> assertThat(fit.tensor().values()).containsExactly(6, 7, 8));
  }

  @Test
  void aWindowOverAGapIsNone() {
    assertThat(ROWS.windows(5, 3).getFirst())
        .isInstanceOfSatisfying(
            WindowCut.Unfit.class,
            unfit -> assertThat(unfit.reason().cause()).isEqualTo(Cause.GAP));
    assertThat(ROWS.fitWindows(0, 3)).hasSize(2 + 3);
  }

  @Test
  void restRowsDoNotRememberThoseBefore() {
    assertThat(ROWS.from(6).windows(0, 3).getFirst()).isInstanceOf(WindowCut.Unfit.class);
    assertThat(ROWS.from(6).fitWindows(0, 3)).hasSize(1);
  }
}

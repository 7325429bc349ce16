package io.orilla.learning.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orilla.learning.Plant;
import io.orilla.learning.detector.Algorithm.HotellingT2;
import io.orilla.learning.detector.Algorithm.PrincipalComponents;
import io.orilla.model.error.OrillaException;
import io.orilla.pipeline.WindowTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final double[][] ROWS = Plant.rows(400, 6, 11);

  /** T² as the textbook has it, (x − mean)ᵀ S⁻¹ (x − mean), which no scaling changes. */
  @Test
  void theScoreIsTheMedianOfTheDistancesOverTheLimit() {
    Detector detector = Trainer.fit(Settings.PUBLISHED_T2, ROWS);
    double limit = 2 * TheoreticalLimits.t2(6, 400, .999);
    for (WindowTensor window : Plant.windows(Plant.rows(30, 6, 12), 5)) {
      double[] distances = new double[5];
      for (int row = 0; row < 5; row++) {
        distances[row] = distance(row(window, row));
      }
      Arrays.sort(distances);
      // With S of z-scores by the divisor n, as the recipe has it: n / (n − 1) of this one's.
      assertThat(detector.score(window))
          .isCloseTo(distances[2] / limit, within(1e-9 * distances[2]));
    }
  }

  private static double distance(double[] row) {
    RealMatrix rows = new Array2DRowRealMatrix(ROWS);
    RealMatrix inverse = MatrixUtils.inverse(new Covariance(rows).getCovarianceMatrix());
    double[] mean = new double[6];
    Arrays.setAll(mean, i -> Arrays.stream(rows.getColumn(i)).average().orElseThrow());
    RealVector offset = new ArrayRealVector(row).subtract(new ArrayRealVector(mean));
    return offset.dotProduct(inverse.operate(offset));
  }

  private static double[] row(WindowTensor window, int row) {
    double[] values = new double[window.columns()];
    Arrays.setAll(values, i -> window.values()[row * window.columns() + i]);
    return values;
  }

  @Test
  void signalsThatDoNotVaryCountForNothing() {
    Settings settings = Settings.PUBLISHED_T2;
    double[][] padded =
        Arrays.stream(ROWS)
            .map(row -> new double[] {7, row[0], row[1], row[2], row[3], row[4], row[5], 0})
            .toArray(double[][]::new);
    Detector detector = Trainer.fit(settings, padded);
    Detector plain = Trainer.fit(settings, ROWS);
    double[][] others = Plant.rows(5, 6, 12);
    double[][] moved =
        Arrays.stream(others)
            .map(row -> new double[] {99, row[0], row[1], row[2], row[3], row[4], row[5], -99})
            .toArray(double[][]::new);
    assertThat(detector.score(Plant.windows(moved, 5).getFirst()))
        .isCloseTo(plain.score(Plant.windows(others, 5).getFirst()), within(1e-9));
  }

  @Test
  void rowsWithAMissingValueAreNotTrainedOn() {
    List<double[]> holed = new ArrayList<>(List.of(ROWS));
    holed.add(100, new double[] {1e9, 1e9, Double.NaN, 1e9, 1e9, 1e9});
    WindowTensor window = Plant.windows(Plant.rows(5, 6, 12), 5).getFirst();
    assertThat(Trainer.fit(Settings.PUBLISHED_T2, holed.toArray(double[][]::new)).score(window))
        .isEqualTo(Trainer.fit(Settings.PUBLISHED_T2, ROWS).score(window));
  }

  /** Two copies of a signal make S singular; that they go apart must still be seen. */
  @Test
  void copiesOfASignalAreWatchedForGoingApart() {
    double[][] doubled =
        Arrays.stream(ROWS)
            .map(row -> new double[] {row[0], row[1], row[2], 2 * row[0] + 5})
            .toArray(double[][]::new);
    Detector detector = Trainer.fit(Settings.PUBLISHED_T2, doubled);
    double[][] others = Arrays.copyOf(doubled, 5);
    assertThat(detector.score(Plant.windows(others, 5).getFirst())).isBetween(0., 1.);
    double[][] apart =
        Arrays.stream(others)
            .map(row -> new double[] {row[0], row[1], row[2], row[3] + .5})
            .toArray(double[][]::new);
    assertThat(detector.score(Plant.windows(apart, 5).getFirst())).isGreaterThan(1);
  }

  /** Also where two statistics make one score, and medians of rows are what is judged. */
  @Test
  void blockedLimitsLeaveTheShareOfNormalWindowsThatTheConfidenceSays() {
    double[][] all = Plant.rows(6_000, 6, 13);
    double[][] training = Arrays.copyOf(all, 2_000);
    List<WindowTensor> others = Plant.windows(Arrays.copyOfRange(all, 2_000, 6_000), 5);
    for (Algorithm algorithm : List.of(new HotellingT2(), new PrincipalComponents(3))) {
      Detector detector = Trainer.fit(new Settings(algorithm, .9, 1, 1, Limits.BLOCKED), training);
      double above = others.stream().filter(window -> detector.score(window) > 1).count();
      assertThat(above / others.size()).as(algorithm.id()).isBetween(.05, .15);
    }
  }

  @Test
  void theSameRowsGiveTheSameBits() {
    Settings settings = new Settings(new PrincipalComponents(2), .99, 5, 1, Limits.BLOCKED);
    WindowTensor window = Plant.windows(Plant.rows(9, 6, 12), 9).getFirst();
    assertThat(Trainer.fit(settings, ROWS).score(window))
        .isEqualTo(Trainer.fit(settings, ROWS).score(window));
  }

  @Test
  void rowsThatNeverVaryAreRefused() {
    double[][] still = new double[50][3];
    assertThatThrownBy(() -> Trainer.fit(Settings.PUBLISHED_T2, still))
        .isInstanceOf(OrillaException.class)
        .hasMessage(
            "no signal varies in the 50 training rows without missing values: there is nothing to learn");
  }

  @Test
  void tooFewRowsAreRefused() {
    assertThatThrownBy(() -> Trainer.fit(Settings.PUBLISHED_T2, Arrays.copyOf(ROWS, 7)))
        .isInstanceOf(OrillaException.class)
        .hasMessage(
            "7 training rows without missing values are too few for 6 signals: give at least 8");
    Settings blocked = new Settings(new HotellingT2(), .99, 1, 1, Limits.BLOCKED);
    assertThatThrownBy(() -> Trainer.fit(blocked, Arrays.copyOf(ROWS, 49)))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("49 training rows are too few for blocked limits")
        .hasMessageContaining("at least 50");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused(1, 1, 1, "confidence 1.0 must lie between 0 and 1");
    assertRefused(.9, 0, 1, "mean 0 must lie in 1 to 4092 rows");
    assertRefused(.9, 1, 0, "limit 0.0 must be a factor above 0");
  }

  private static void assertRefused(double confidence, int mean, double factor, String message) {
    assertThatThrownBy(
            () -> new Settings(new HotellingT2(), confidence, mean, factor, Limits.THEORY))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining(message);
  }
}

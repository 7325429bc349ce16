package io.orilla.learning.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.junit.jupiter.api.Test;

class TheoreticalLimitsTest {

  /** The grid of the published recipe is 15 / 9,999 wide and looks up from below. */
  @Test
  void theQuantileOfFIsTheStepBelow() {
    FDistribution f = FDistribution.of(8, 392);
    double factor = 8. * 399 * 401 / (400 * 392);
    double step = TheoreticalLimits.t2(8, 400, .999) / factor;
    assertThat(f.cumulativeProbability(step)).isLessThan(.999);
    assertThat(f.cumulativeProbability(step + 15. / 9_999)).isGreaterThanOrEqualTo(.999);
    assertThat(step * 9_999 / 15).isCloseTo(Math.rint(step * 9_999 / 15), within(1e-6));
  }

  /** With equal variances Q is exactly a multiple of χ². */
  @Test
  void qOfEqualVariancesIsChiSquared() {
    double[] variances = {.5, .5, .5};
    assertThat(TheoreticalLimits.q(variances, .99))
        .isCloseTo(
            .5 * ChiSquaredDistribution.of(3).inverseCumulativeProbability(.99), within(1e-9));
  }
}

package io.orilla.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the terminal says of how a model did. */
class DetectionLineTest {
  @Test
  void aModelWithWindowsEnoughIsToldByItsRates() {
    assertThat(line(90, 380, 20, 10))
        .isEqualTo(
            "riva/loop2 loop v3: F1 0.86, MAR 10.0 % of 100 in a fault; FAR 5.0 % of 400 others");
  }

  @Test
  void ofAModelWithFewWindowsInAFaultOnlyTheCountsAreTold() {
    assertThat(line(1, 400, 0, 6))
        .isEqualTo(
            "riva/loop2 loop v3: found 1 of 7 windows in a fault, too few to tell F1 and MAR; FAR"
                + " 0.0 % of 400 others");
  }

  @Test
  void aModelThatMetNoFaultHasNothingToMiss() {
    assertThat(line(0, 8, 1, 0))
        .isEqualTo(
            "riva/loop2 loop v3: ran in no fault: F1 and MAR cannot be told; 1 of 9 others raised,"
                + " too few to tell FAR");
  }

  private static String line(long tp, long tn, long fp, long fn) {
    double f1 = 2.0 * tp / Math.max(1, 2 * tp + fp + fn);
    double far = (double) fp / Math.max(1, fp + tn);
    double mar = (double) fn / Math.max(1, fn + tp);
    return DetectionLine.of(
        new Report.Detection("riva/loop2", "loop", 3, f1, far, mar, tp, tn, fp, fn, Map.of()));
  }
}

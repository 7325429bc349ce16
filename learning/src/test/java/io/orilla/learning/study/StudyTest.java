package io.orilla.learning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.learning.Plant;
import io.orilla.learning.detector.Algorithm.HotellingT2;
import io.orilla.learning.detector.Limits;
import io.orilla.learning.detector.Settings;
import io.orilla.learning.evaluation.AssetRows;
import io.orilla.learning.evaluation.Confusion;
import io.orilla.learning.study.TrialResult.Fitted;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class StudyTest {
  private static final AssetRows ONE = Plant.asset("one", 400, 20, 1);
  private static final AssetRows TWO = Plant.asset("two", 400, 20, 2);
  private static final AssetRows THREE = Plant.asset("three", 400, 20, 3);

  @Test
  void everyRowThatWasNotTrainedOnIsTested() {
    TrialResult result = new Study(200, List.of(ONE, TWO)).run(Settings.PUBLISHED_T2);
    for (AssetRows asset : List.of(ONE, TWO)) {
      Confusion confusion = result.of(asset.asset()).confusion();
      assertThat(confusion.truePositive() + confusion.falseNegative()).isEqualTo(100);
      assertThat(confusion.trueNegative() + confusion.falsePositive()).isEqualTo(100);
      assertThat(confusion.withoutPrediction()).isZero();
      assertThat(confusion.f1()).isGreaterThan(.95);
    }
    assertThat(result.pooled().truePositive())
        .isEqualTo(
            result.of(ONE.asset()).confusion().truePositive()
                + result.of(TWO.asset()).confusion().truePositive());
  }

  /** The first trial is perfect on asset one alone, the second on the others. */
  @Test
  void anAssetsOwnLabelsDoNotChooseItsModel() {
    Confusion perfect = new Confusion(10, 10, 0, 0, 0);
    Confusion poor = new Confusion(1, 10, 0, 9, 0);
    List<TrialResult> trials =
        List.of(result(1, perfect, poor, poor), result(2, poor, perfect, perfect));
    assertThat(Study.winner(trials, ONE.asset())).isEqualTo(1);
    assertThat(Study.winner(trials, TWO.asset())).isZero();
  }

  @Test
  void ofEqualTrialsTheFirstWins() {
    Confusion same = new Confusion(5, 5, 5, 5, 0);
    assertThat(
            Study.winner(
                List.of(result(1, same, same, same), result(2, same, same, same)), ONE.asset()))
        .isZero();
  }

  /** Nobody labelled anything: the simplest will do. */
  @Test
  void withoutLabelsTheFirstWins() {
    List<TrialResult> trials =
        List.of(
            result(1, Confusion.NONE, Confusion.NONE, Confusion.NONE),
            result(2, Confusion.NONE, Confusion.NONE, Confusion.NONE));
    assertThat(Study.winner(trials, ONE.asset())).isZero();
  }

  private static TrialResult result(double factor, Confusion... confusions) {
    Settings settings = new Settings(new HotellingT2(), .99, 1, factor, Limits.THEORY);
    SequencedMap<AssetName, Fitted> assets = new LinkedHashMap<>();
    List<AssetRows> rows = List.of(ONE, TWO, THREE);
    Study study = new Study(200, rows);
    for (int i = 0; i < rows.size(); i++) {
      AssetName asset = rows.get(i).asset();
      assets.put(asset, new Fitted(study.run(settings).of(asset).detector(), confusions[i]));
    }
    return new TrialResult(settings, assets);
  }

  @Test
  void anAssetWithNothingToTestIsNamed() {
    assertThatThrownBy(() -> new Study(400, List.of(ONE)))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("site/area/line/one has 400 prepared rows, of which the first 400");
  }

  @Test
  void whatCannotBeFittedIsNamedWithItsSettings() {
    Settings settings = new Settings(new HotellingT2(), .99, 300, 1, Limits.THEORY);
    assertThatThrownBy(() -> new Study(200, List.of(ONE)).run(settings))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("site/area/line/one with t2")
        .hasMessageContaining("mean=300");
  }
}

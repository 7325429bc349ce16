package io.orilla.learning.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orilla.learning.Plant;
import io.orilla.model.bundle.ReferenceProfile.SignalProfile;
import io.orilla.pipeline.Row;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilesTest {

  @Test
  void aTenthOfTheValuesFallsIntoEachBin() {
    double[] values = new double[100];
    Arrays.setAll(values, i -> 99 - i);
    SignalProfile profile = profile(values);
    assertThat(profile.edges()).hasSize(9).isSorted();
    assertThat(profile.counts()).containsOnly(10L).hasSize(10);
    assertThat(profile.mean()).isCloseTo(49.5, within(1e-12));
    assertThat(profile.m2()).isCloseTo(83_325, within(1e-6));
    assertThat(profile.min()).isZero();
    assertThat(profile.max()).isEqualTo(99);
  }

  /** A valve that is mostly shut: bins must not have equal edges. */
  @Test
  void aSignalThatMostlyRestsHasFewerBins() {
    double[] values = new double[100];
    Arrays.fill(values, 90, 100, 5);
    SignalProfile profile = profile(values);
    assertThat(profile.edges()).doesNotHaveDuplicates().contains(0.);
    assertThat(profile.counts()).hasSize(profile.edges().size() + 1);
    assertThat(profile.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(100);
  }

  @Test
  void missingValuesAreCountedApart() {
    SignalProfile profile = profile(1, Double.NaN, 2, Double.NaN);
    assertThat(profile.missing()).isEqualTo(2);
    assertThat(profile.mean()).isEqualTo(1.5);
  }

  @Test
  void aSignalThatWasNeverThereHasAnEmptyProfile() {
    SignalProfile profile = profile(Double.NaN);
    assertThat(profile.edges()).isEmpty();
    assertThat(profile.counts()).containsExactly(0L);
    assertThat(profile.missing()).isEqualTo(1);
  }

  private static SignalProfile profile(double... values) {
    List<Row> rows =
        Arrays.stream(values).mapToObj(value -> Row.prepared(0, new double[] {value}, 0)).toList();
    return Profiles.of(Plant.preparation(1), rows).signals().getFirst();
  }
}

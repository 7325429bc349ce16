package io.orilla.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.document.ObjectName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShadowPaceTest {
  private static final ObjectName SHADOW = new ObjectName("shadow");
  private static final ShadowBudget QUARTER =
      new ShadowBudget(0.25, Duration.ofSeconds(10), Duration.ofSeconds(2));

  private record Told(Skipped windows, String reason) {}

  private final List<Told> told = new ArrayList<>();
  private long millis = 1_000_000;
  private long window;
  private final ShadowPace pace =
      new ShadowPace(
          QUARTER,
          () -> millis * 1_000_000,
          () -> Instant.ofEpochMilli(millis),
          (workload, windows, reason) -> told.add(new Told(windows, reason)));

  /** A window closes each second and takes so long, if it is taken. */
  private boolean takes(long took) {
    millis += 1_000;
    boolean takes = pace.takes(++window, millis * 1_000, SHADOW);
    if (takes) {
      pace.took(Duration.ofMillis(took));
    }
    return takes;
  }

  private int taken(int windows, long took) {
    int taken = 0;
    for (int count = 0; count < windows; count++) {
      taken += takes(took) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void aShadowThatKeepsUpLeavesNothingOut() {
    assertThat(taken(1_000, 240)).isEqualTo(1_000);
    pace.end();
    assertThat(pace.skipped()).isEqualTo(Skipped.NONE);
    assertThat(told).isEmpty();
  }

  /** 900 ms a window at a quarter of a core: some 278 of 1000, and those of the first credit. */
  @Test
  void aSlowShadowGetsItsShareAndNoMore() {
    int taken = taken(1_000, 900);
    assertThat(taken).isBetween(277, 282);
    assertThat(pace.skipped().count()).isEqualTo(1_000 - taken);
    assertThat(pace.skipped().last()).isGreaterThan(995);
  }

  @Test
  void aStretchIsToldOfOnceWhenItIsOver() {
    while (takes(2_000)) {}
    long first = window;
    for (int more = 0; more < 5; more++) {
      takes(2_000);
    }
    taken(30, 1);
    assertThat(told).hasSize(1);
    Told stretch = told.getFirst();
    assertThat(stretch.windows()).isEqualTo(pace.skipped());
    assertThat(stretch.windows().first()).isEqualTo(first);
    assertThat(stretch.reason()).isEqualTo("it used up its 25 % of a core within 10s");
  }

  @Test
  void aStretchThatLastsIsToldOfEveryTenMinutes() {
    taken(3_600, 900);
    assertThat(told).hasSizeBetween(5, 6);
    pace.end();
    assertThat(told.stream().mapToLong(stretch -> stretch.windows().count()).sum())
        .isEqualTo(pace.skipped().count());
  }

  @Test
  void aWindowThatIsOldIsLeftOut() {
    assertThat(pace.takes(7, (millis - 2_001) * 1_000, SHADOW)).isFalse();
    assertThat(pace.takes(8, (millis - 1_999) * 1_000, SHADOW)).isTrue();
    pace.end();
    assertThat(told).containsExactly(new Told(new Skipped(1, 7, 7), "it is more than 2s behind"));
  }
}

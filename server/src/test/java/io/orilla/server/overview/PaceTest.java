package io.orilla.server.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private Instant now = Instant.ofEpochSecond(1_000_000);
  private final Pace pace = new Pace(() -> now);

  @Test
  void theSecondThatRunsDoesNotCountYet() {
    pace.add(40);
    assertThat(pace.perSecond(Duration.ofSeconds(10))).isZero();
    pass(1);
    assertThat(pace.perSecond(Duration.ofSeconds(10))).isEqualTo(4);
  }

  @Test
  void whatWasLongAgoIsForgottenAlsoWhenNothingCameSince() {
    pace.add(40);
    pass(10);
    assertThat(pace.perSecond(Duration.ofSeconds(10))).isEqualTo(4);
    pass(1);
    assertThat(pace.perSecond(Duration.ofSeconds(10))).isZero();
    pass(10_000);
    assertThat(pace.trend(3)).containsExactly(0.0, 0.0, 0.0);
  }

  @Test
  void theTrendRunsFromTheOldestPartToTheNewest() {
    pace.add(100);
    pass(150);
    pace.add(300);
    pass(50);
    List<Double> trend = pace.trend(3);
    assertThat(trend).containsExactly(0.0, 1.0, 3.0);
  }

  private void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }
}

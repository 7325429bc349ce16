package io.orilla.node.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.document.AlarmRuleSpec;
import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.SignalName;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Above 10 for 2 s, back below 8 for 1 s. */
final class AlarmWatchTest {
  private static final long SECOND = 1_000_000;

  private final AlarmWatch watch =
      new AlarmWatch(
          new ObjectName("hot"),
          new AlarmRuleSpec(
              Optional.empty(),
              Optional.of(new SignalName("riva/hall1/water/loop1/flow")),
              Optional.of(10.0),
              Optional.empty(),
              Optional.of(2.0),
              Optional.of(Duration.ofSeconds(2)),
              Optional.of(Duration.ofSeconds(1)),
              Optional.empty(),
              Optional.empty()));
  private boolean active;

  private boolean at(int second, double value) {
    active = watch.next(active, second * SECOND, value);
    return active;
  }

  @Test
  void itIsRaisedWhenItLastedAndOverWhenItIsBackForLongEnough() {
    assertThat(at(1, 11)).isFalse();
    assertThat(at(2, 9)).isFalse();
    assertThat(at(3, 11)).isFalse();
    assertThat(at(4, 12)).isFalse();
    assertThat(at(5, 11)).isTrue();
    assertThat(at(6, 9)).as("within the hysteresis").isTrue();
    assertThat(at(7, 8)).isTrue();
    assertThat(at(8, 8)).isFalse();
  }

  @Test
  void whatIsNotKnownBeginsTheDelayAnew() {
    at(1, 11);
    watch.unknown();
    assertThat(at(3, 11)).isFalse();
    assertThat(at(5, 11)).isTrue();
  }

  @Test
  void whatComesFromThePastSaysNothing() {
    at(5, 11);
    assertThat(at(4, 9)).isFalse();
    assertThat(at(7, 11)).isTrue();
  }
}

package io.orilla.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orilla.model.prediction.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {

  /** The published counts and figures of T² on the benchmark's valve1. */
  @Test
  void ratesAreThoseOfTheProtocol() {
    Confusion published = new Confusion(3530, 4364, 1087, 2779, 64);
    assertThat(published.f1()).isCloseTo(.646, within(.0005));
    assertThat(published.falseAlarmRate()).isCloseTo(.1994, within(.00005));
    assertThat(published.missedAlarmRate()).isCloseTo(.4405, within(.00005));
  }

  @Test
  void decisionsAreCountedWhereSomebodyLooked() {
    assertThat(
            Evaluation.confusion(
                List.of(
                    Decision.ALARM,
                    Decision.ALARM,
                    Decision.NORMAL,
                    Decision.NORMAL,
                    Decision.NONE,
                    Decision.ALARM),
                List.of(
                    Truth.ANOMALY,
                    Truth.NORMAL,
                    Truth.ANOMALY,
                    Truth.NORMAL,
                    Truth.ANOMALY,
                    Truth.UNKNOWN)))
        .isEqualTo(new Confusion(1, 1, 1, 1, 1));
  }

  @Test
  void aShareOfNothingIsNotANumber() {
    assertThat(Confusion.NONE.f1()).isNaN();
    assertThat(Confusion.NONE.falseAlarmRate()).isNaN();
    assertThat(Confusion.NONE.missedAlarmRate()).isNaN();
  }
}

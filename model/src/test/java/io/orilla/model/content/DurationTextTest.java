package io.orilla.model.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.OrillaException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"0s", "1us", "20ms", "5s", "86400s"})
  void isReadAsItIsWritten(String text) {
    assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(text);
  }

  @Test
  void aHundredYearsAreTheLongest() {
    assertThat(DurationText.parse("36500d")).isEqualTo(Duration.ofDays(36_500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"36501d", "999999999999999d", "999999999999999h", "999999999999999s"})
  void whatIsLongerIsRefused(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(OrillaException.class)
        .hasMessage("'" + text + "' is too long: no duration is over 36500d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 s", "-5s", "1.5s", "5w"})
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("is no duration");
  }
}

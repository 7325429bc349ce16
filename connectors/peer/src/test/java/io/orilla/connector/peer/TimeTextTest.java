package io.orilla.connector.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  private static final TimeText ROME = TimeText.of("settings.time", "", "Europe/Rome");
  private static final long NOON = Instant.parse("2026-11-26T12:00:00Z").toEpochMilli() * 1000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-26T12:00:00Z",
        "2026-11-26T13:00:00+01:00",
        "2026-11-26T13:00:00+0100",
        "2026-11-26T13:00:00+01",
        "2026-11-26 13:00:00.000",
        "2026-11-26 13:00",
        "1795694400",
        "1795694400000",
        "1795694400000000"
      })
  void aTimeIsReadInEachFormThatMachinesWrite(String text) {
    assertThat(ROME.micros(text)).isEqualTo(NOON);
  }

  @Test
  void aDayIsItsBeginningInItsZone() {
    assertThat(ROME.micros("2026-11-26")).isEqualTo(NOON - 13 * 3_600_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"noon", "2026-11-26T13:00:00+1", "2026-11-26T13:00:00+01:00Z"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> ROME.micros(text))
        .hasMessage("'%s' is no time as it should be written here".formatted(text));
  }
}

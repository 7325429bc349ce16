package io.orilla.connector.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.connector.peer.Payload.Kind;
import io.orilla.model.content.Micros;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTest {
  private static Payload.Reading read(String payload, String value, String time, Kind kind) {
    return new Payload(path(value), path(time), kind).read(payload.getBytes(UTF_8));
  }

  private static Optional<JsonPath> path(String text) {
    return Optional.of(text).filter(path -> !path.isEmpty()).map(JsonPath::parse);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          21                          | ``                  | AUTO   | LongValue[value=21]
          21.5                        | ``                  | AUTO   | DoubleValue[value=21.5]
          21                          | ``                  | DOUBLE | DoubleValue[value=21.0]
          true                        | ``                  | AUTO   | BooleanValue[value=true]
          "open"                      | ``                  | AUTO   | TextValue[value=open]
          door open                   | ``                  | AUTO   | TextValue[value=door open]
          9223372036854775808         | ``                  | AUTO   | TextValue[value=9223372036854775808]
          21                          | ``                  | TEXT   | TextValue[value=21]
          {"a": {"b c": [1, 2.5]}}    | $.a['b c'][1]       | AUTO   | DoubleValue[value=2.5]
          {"a": "12.5"}               | $.a                 | DOUBLE | DoubleValue[value=12.5]
          {"a/b": {"~": 3}}           | $['a/b']['~']       | AUTO   | LongValue[value=3]
          {"größe": 4}                | $.größe             | AUTO   | LongValue[value=4]
          [7]                         | $[0]                | AUTO   | LongValue[value=7]
          """)
  void aValueIsWhatItSaysThatItIs(String payload, String path, Kind kind, String value) {
    assertThat(read(payload, path, "", kind).value()).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource({
    "1772344800",
    "1772344800.0",
    "1772344800000",
    "1772344800000000",
    "'\"2026-03-01T06:00:00Z\"'",
    "'\"2026-03-01T07:00:00+01:00\"'"
  })
  void aTimeIsReadByItsMagnitudeOrFromText(String time) {
    String payload = "{\"v\": 1, \"t\": %s}".formatted(time);
    assertThat(read(payload, "$.v", "$.t", Kind.AUTO).sourceTime())
        .hasValue(Micros.of(Instant.parse("2026-03-01T06:00:00Z")));
  }

  @Test
  void whatHasNoValueSaysWhy() {
    assertThatThrownBy(() -> read("{\"a\": null}", "$.a", "", Kind.AUTO))
        .hasMessage("it has no value");
    assertThatThrownBy(() -> read("{}", "$.a", "", Kind.AUTO))
        .hasMessage("there is nothing at $.a");
    assertThatThrownBy(() -> read("{\"a\": 1", "$.a", "", Kind.AUTO))
        .hasMessageStartingWith("it is no JSON: ");
    assertThatThrownBy(() -> read("open", "", "", Kind.DOUBLE)).hasMessage("'open' is no number");
    assertThatThrownBy(() -> read("{\"v\": 1, \"t\": \"noon\"}", "$.v", "$.t", Kind.AUTO))
        .hasMessageStartingWith("'noon' is no time: ");
  }

  @Test
  void whatIsNoPathIsRefused() {
    for (String path : new String[] {"a", "$a", "$.", "$.a[", "$..a", "$[*]"}) {
      assertThatThrownBy(() -> JsonPath.parse(path))
          .hasMessageStartingWith("'" + path + "' is no JSON path: write $.temperature");
    }
  }
}

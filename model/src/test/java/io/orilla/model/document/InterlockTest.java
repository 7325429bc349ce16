package io.orilla.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Json;
import io.orilla.model.signal.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class InterlockTest {
  private static final String SIGNAL = "riva/hall1/press/p1/state";

  private static Interlock interlock(String condition) {
    String json = "{%s,\"for\":\"120s\",\"signal\":\"%s\"}".formatted(condition, SIGNAL);
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Interlock.class);
  }

  private static Value number(double number) {
    return new Value.DoubleValue(number);
  }

  @Test
  void aTextIsComparedAsTextAndANumberAsANumber() {
    assertThat(interlock("\"is\":\"IDLE\"").isMetBy(new Value.TextValue("IDLE"))).isTrue();
    assertThat(interlock("\"is\":\"IDLE\"").isMetBy(new Value.TextValue("RUN"))).isFalse();
    assertThat(interlock("\"is\":\"3\"").isMetBy(number(3))).isTrue();
    assertThat(interlock("\"is\":3").isMetBy(new Value.LongValue(3))).isTrue();
    assertThat(interlock("\"is\":true").isMetBy(new Value.BooleanValue(true))).isTrue();
    assertThat(interlock("\"is\":\"IDLE\"").isMetBy(number(3))).isFalse();
  }

  @Test
  void limitsAreForNumbers() {
    assertThat(interlock("\"above\":3").isMetBy(number(3))).isFalse();
    assertThat(interlock("\"above\":3").isMetBy(number(3.1))).isTrue();
    assertThat(interlock("\"below\":3").isMetBy(number(2.9))).isTrue();
    assertThat(interlock("\"between\":[1,3]").isMetBy(number(3))).isTrue();
    assertThat(interlock("\"between\":[1,3]").isMetBy(number(3.1))).isFalse();
    assertThat(interlock("\"above\":3").isMetBy(new Value.TextValue("4"))).isFalse();
  }

  @Test
  void whatIsReadIsWrittenAlike() {
    String json =
        "{\"between\":[1.0,3.0],\"for\":\"120s\",\"fresh\":\"60s\",\"signal\":\"" + SIGNAL + "\"}";
    Interlock read = Json.read(json.getBytes(StandardCharsets.UTF_8), Interlock.class);
    assertThat(Json.text(read)).isEqualTo(json);
    assertThat(read).hasToString(SIGNAL + " is between 1.0 and 3.0 for 120s");
  }

  @Test
  void exactlyOneConditionIsGiven() {
    assertThatThrownBy(() -> interlock("\"above\":1,\"below\":2"))
        .hasMessageContaining("needs one of is, above, below and between");
    assertThatThrownBy(() -> interlock("\"between\":[2,1]"))
        .hasMessageContaining("between takes two numbers, the smaller first");
  }
}

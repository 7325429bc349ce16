package io.orilla.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.content.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rules of alarms, and outputs, as people write them and as they travel. */
final class ActingDocumentsTest {
  private static Document read(String kind, String spec) {
    return DocumentReader.readAll(
            "apiVersion: orilla/v1\nkind: %s\nmetadata: {name: n}\nspec:\n%s"
                .formatted(kind, spec.indent(2)))
        .getFirst();
  }

  private static AlarmRuleSpec rule(String spec) {
    return (AlarmRuleSpec) read("AlarmRule", spec).spec();
  }

  @Test
  void aRuleTravelsAsItIsWritten() {
    AlarmRuleSpec rule =
        rule(
            """
            prediction: {asset: riva/hall1/water/loop1, output: anomaly}
            above: 1.5
            hysteresis: 0.3
            for: 10s
            clearsAfter: 30s
            priority: high
            text: Look at the inlet valve first.
            """);
    assertThat(Json.text(rule))
        .isEqualTo(
            "{\"above\":1.5,\"clearsAfter\":\"30s\",\"for\":\"10s\",\"hysteresis\":0.3,\"prediction\":{\"asset\":\"riva/hall1/water/loop1\",\"output\":\"anomaly\"},\"priority\":\"high\",\"text\":\"Look at the inlet valve first.\"}");
    assertThat(rule.isBeyond(1.5)).isFalse();
    assertThat(rule.isBeyond(1.6)).isTrue();
    assertThat(rule.isBack(1.3)).isFalse();
    assertThat(rule.isBack(1.2)).isTrue();
  }

  @Test
  void aLimitFromBelowIsOverAboveIt() {
    AlarmRuleSpec rule = rule("{signal: riva/hall1/water/loop1/flow, below: 3, hysteresis: 1}");
    assertThat(rule.isBeyond(2.9)).isTrue();
    assertThat(rule.isBack(3.9)).isFalse();
    assertThat(rule.isBack(4)).isTrue();
    assertThat(rule.asset().text()).isEqualTo("riva/hall1/water/loop1");
    assertThat(rule.urgency()).isEqualTo(AlarmPriority.MEDIUM);
    assertThatThrownBy(() -> rule("{signal: riva/hall1/water/loop1/flow}"))
        .hasMessageContaining("needs either above or below");
    assertThatThrownBy(() -> rule("{above: 1}"))
        .hasMessageContaining("either on a prediction or on a signal");
  }

  @Test
  void anOutputTravelsAsItIsWritten() {
    OutputSpec output =
        (OutputSpec)
            read(
                    "Output",
                    """
                    node: hall-1
                    connector: modbus
                    settings: {host: 10.1.2.3}
                    writes:
                    - address: 'holding/100?type=float32'
                      prediction: {asset: riva/hall1/press/p12, output: setpoint, value: speed}
                      deadline: 500ms
                    - {address: coil/7, alarm: loop1-drift}
                    - {address: coil/8, alarm: loop1-drift, as: json}
                    """)
                .spec();
    assertThat(output.writes().getFirst().patience()).isEqualTo(Duration.ofMillis(500));
    assertThat(output.writes().get(1).patience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(output.writes().get(1).form()).isEqualTo(Form.VALUE);
    assertThat(Json.text(output))
        .isEqualTo(
            "{\"connector\":\"modbus\",\"node\":\"hall-1\",\"settings\":{\"host\":\"10.1.2.3\"},\"writes\":[{\"address\":\"holding/100?type=float32\",\"deadline\":\"500ms\",\"prediction\":{\"asset\":\"riva/hall1/press/p12\",\"output\":\"setpoint\",\"value\":\"speed\"}},{\"address\":\"coil/7\",\"alarm\":\"loop1-drift\"},{\"address\":\"coil/8\",\"alarm\":\"loop1-drift\",\"as\":\"json\"}]}");
    assertThatThrownBy(() -> read("Output", "{node: n, connector: c, settings: {}, writes: []}"))
        .hasMessageContaining("writes is empty");
  }
}

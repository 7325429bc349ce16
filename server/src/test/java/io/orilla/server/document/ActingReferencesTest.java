package io.orilla.server.document;

import static io.orilla.server.document.DocumentsBed.LOOP1;
import static io.orilla.server.document.DocumentsBed.LOOP2;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.document.Kind;
import io.orilla.model.document.ObjectName;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alarms and outputs stand on. */
class ActingReferencesTest {
  private final DocumentsBed bed;

  ActingReferencesTest(@TempDir Path home) {
    bed = new DocumentsBed(home);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void anAlarmIsOnWhatIsSaidOrRead() {
    bed.models().add("anomaly-loop1", 1, LOOP1, "pressure");
    String plant = Texts.source("plc", "hall-1", LOOP1, "pressure");
    String watch = Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1);
    String onScore = "{prediction: {asset: %s, output: anomaly}, above: 1.2}".formatted(LOOP1);
    String onSignal = "{signal: %s/pressure, below: 3, for: 5s}".formatted(LOOP1);
    bed.apply(Texts.together(plant, watch, alarm("drift", onScore), alarm("low", onSignal)));
    assertThatThrownBy(() -> bed.apply(alarm("watch", onSignal)))
        .hasMessageContaining("AlarmRule watch: a Workload has this name");
    assertThatThrownBy(() -> bed.apply(alarm("flow", onSignal.replace("pressure", "flow"))))
        .hasMessageContaining("no Source reads the signal '" + LOOP1 + "/flow'");
    assertThatThrownBy(() -> bed.apply(alarm("other", onScore.replace("anomaly", "wear"))))
        .hasMessageContaining("no champion says 'wear' of the asset '" + LOOP1 + "'");
    assertThatThrownBy(() -> bed.apply(alarm("both", "{signal: a/b/c/d/e, above: 1, below: 2}")))
        .hasMessageContaining("either above or below");
  }

  @Test
  void anOutputSaysWhatItsNodeKnows() {
    bed.models().add("anomaly-loop1", 1, LOOP1, "pressure");
    bed.apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure"),
            Texts.source("far", "hall-2", LOOP2, "pressure"),
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1),
            alarm("low", "{signal: %s/pressure, below: 3}".formatted(LOOP1)),
            alarm("far", "{signal: %s/pressure, below: 3}".formatted(LOOP2))));
    String score = "{address: s=speed, prediction: {asset: %s, output: anomaly}}".formatted(LOOP1);
    bed.apply(output(score + ", {address: s=lamp, alarm: low}, {address: s=own, alarm: watch}"));
    assertThatThrownBy(() -> bed.apply(output("{address: s=lamp, alarm: lo}")))
        .hasMessageContaining("Output lamp: spec.writes[0].alarm: there is no AlarmRule 'lo'")
        .hasMessageContaining("did you mean 'low'");
    assertThatThrownBy(() -> bed.apply(output("{address: s=lamp, alarm: far}")))
        .hasMessageContaining("'" + LOOP2 + "' is not known on the node 'hall-1'");
    assertThatThrownBy(
            () ->
                bed.apply(
                    output("{address: s=lamp, alarm: low}").replace("{name: lamp}", "{name: two}")))
        .hasMessageContaining(
            "Output two: spec.writes[0].address: Output lamp writes there already");
    assertThatThrownBy(() -> bed.apply(output("{address: s=lamp}")))
        .hasMessageContaining("needs either prediction or alarm");
    assertThatThrownBy(() -> bed.documents().withdraw(Kind.ALARM_RULE, new ObjectName("low")))
        .hasMessageContaining("cannot be withdrawn, others stand on it");
  }

  private static String alarm(String name, String spec) {
    return "apiVersion: orilla/v1\nkind: AlarmRule\nmetadata: {name: %s}\nspec: %s\n"
        .formatted(name, spec);
  }

  private static String output(String writes) {
    return """
    apiVersion: orilla/v1
    kind: Output
    metadata: {name: lamp}
    spec:
      node: hall-1
      connector: opcua
      settings: {endpoint: 'opc.tcp://10.1.2.3:4840'}
      writes: [%s]
    """
        .formatted(writes);
  }
}

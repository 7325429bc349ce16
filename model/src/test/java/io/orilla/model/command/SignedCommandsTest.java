package io.orilla.model.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredAnswer;
import io.orilla.model.desired.KnownVersions;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Commands as docs/format/commands.md spells them. */
final class SignedCommandsTest {
  private static final CommandList LIST =
      new CommandList(
          new ObjectName("hall-1"),
          new StateVersion(1, 2),
          List.of(
              new Command(
                  new CommandId("000102030405060708090a0b0c0d0e0f"),
                  Instant.parse("2026-05-01T12:00:00Z"),
                  Instant.parse("2026-05-01T12:10:00Z"),
                  "anna",
                  new Action.RestartWorkload(new ObjectName("loop1")))));
  private static final String JSON =
      "{\"commands\":[{\"action\":{\"kind\":\"restart-workload\",\"workload\":\"loop1\"},"
          + "\"deadline\":\"2026-05-01T12:10:00Z\",\"id\":\"000102030405060708090a0b0c0d0e0f\","
          + "\"issuedAt\":\"2026-05-01T12:00:00Z\",\"issuedBy\":\"anna\"}],"
          + "\"node\":\"hall-1\",\"version\":{\"counter\":2,\"epoch\":1}}";

  private final KeyPair keys;

  SignedCommandsTest() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void aListHasOneSpellingAndASignatureOverIt() throws Exception {
    SignedCommands signed = SignedCommands.sign(LIST, keys.getPrivate());
    assertThat(new String(signed.payload(), StandardCharsets.UTF_8)).isEqualTo(JSON);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(keys.getPublic());
    signature.update(("orilla commands v1\n" + JSON).getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(signed.signature())).isTrue();
    assertThat(signed.verify(keys.getPublic())).isEqualTo(LIST);
  }

  @Test
  void aChangedByteIsRefused() {
    SignedCommands signed = SignedCommands.sign(LIST, keys.getPrivate());
    byte[] changed = JSON.replace("loop1", "loop2").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> new SignedCommands(changed, signed.signature()).verify(keys.getPublic()))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("not signed by this node's server");
  }

  @Test
  void eachActionHasItsSpelling() {
    assertThat(Json.text(new Action.RestartAgent())).isEqualTo("{\"kind\":\"restart-agent\"}");
    assertThat(Json.text(new Action.Reboot())).isEqualTo("{\"kind\":\"reboot\"}");
    assertThat(Json.text(new Action.Wipe())).isEqualTo("{\"kind\":\"wipe\"}");
    assertThat(Json.text(new Action.Diagnostics())).isEqualTo("{\"kind\":\"diagnostics\"}");
    assertThat(Json.text(new Action.FetchLogs(9)))
        .isEqualTo("{\"kind\":\"fetch-logs\",\"bytes\":9}");
    assertThat(Json.text(new Action.LiveTail(Duration.ofMinutes(2))))
        .isEqualTo("{\"kind\":\"live-tail\",\"duration\":\"120s\"}");
  }

  @Test
  void theAnswerOfThePollHoldsWhatIsNewer() {
    SignedCommands signed = SignedCommands.sign(LIST, keys.getPrivate());
    byte[] body = new DesiredAnswer(Optional.empty(), Optional.of(signed)).encode();
    assertThat(new String(body, StandardCharsets.UTF_8))
        .startsWith("{\"commands\":{\"payload\":\"");
    assertThat(DesiredAnswer.decode(body).state()).isEmpty();
    assertThat(DesiredAnswer.decode(body).commands().orElseThrow().verify(keys.getPublic()))
        .isEqualTo(LIST);
  }

  /** Damaged commands must not keep a node from the state that mends them. */
  @Test
  void theStateIsReadWhateverTheCommandsAre() {
    byte[] body =
        "{\"payload\":\"aGk=\",\"signature\":\"aGk=\",\"commands\":7}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(DesiredAnswer.state(body)).isPresent();
    assertThatThrownBy(() -> DesiredAnswer.commands(body)).isInstanceOf(OrillaException.class);
  }

  @Test
  void theTagNamesBothVersions() {
    KnownVersions both = new KnownVersions(new StateVersion(1, 4), new StateVersion(1, 2));
    assertThat(both.tag()).isEqualTo("\"1.4/1.2\"");
    assertThat(KnownVersions.parse("\"1.4/1.2\"")).isEqualTo(both);
    KnownVersions state = new KnownVersions(new StateVersion(1, 4), StateVersion.NONE);
    assertThat(state.tag()).isEqualTo("\"1.4\"");
    assertThat(KnownVersions.parse("W/\"1.4\"")).isEqualTo(state);
    assertThat(KnownVersions.parse("\"else\"")).isEqualTo(KnownVersions.NONE);
  }
}

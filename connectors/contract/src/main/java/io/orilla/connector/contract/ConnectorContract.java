package io.orilla.connector.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.document.SourceSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every connector does, whatever happens to its peer. A subclass says how to play the peer and
 * how a source of it is declared. What it takes to recover is printed.
 */
public abstract class ConnectorContract extends ConnectorFixture {
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
  private static final int MANY = 10_000;
  private static final Pattern SECRET =
      Pattern.compile("\"(password|token|trust|credential)File\":");

  @Test
  void aPeerThatRestartsIsReadAgain() {
    PlayedPeer peer = start(0, "pressure");
    open(peer.port(), "pressure");
    awaitSaid(peer, "pressure", 1.5);
    peer.close();
    awaitDisconnected();
    PlayedPeer restarted = start(peer.port(), "pressure");
    restarted.say("pressure", 2.5);
    Duration taken = timed("recover_ms after a restart", () -> awaitValue("pressure", 2.5));
    assertThat(taken).isLessThan(LONGEST_BACKOFF.plusSeconds(1));
    assertThat(recorder.states()).containsExactly("connected", "disconnected", "connected");
  }

  @Test
  void aPeerThatIsNotThereYetIsToldOnceAndReadWhenItComes() {
    PlayedPeer gone = start(0, "pressure");
    gone.close();
    open(gone.port(), "pressure");
    patiently().until(() -> recorder.states().contains("disconnected"));
    awaitSaid(start(gone.port(), "pressure"), "pressure", 3);
    assertThat(recorder.states()).containsExactly("disconnected", "connected");
  }

  @Test
  void aPeerThatFallsSilentIsNoticedWithinTheKeepAlive() {
    PlayedPeer peer = start(0, "pressure");
    Relay relay = relay(peer);
    open(relay.port(), "pressure");
    awaitSaid(peer, "pressure", 1);
    relay.mode(Relay.Mode.SWALLOW);
    Duration noticed = timed("half-open noticed", this::awaitDisconnected);
    assertThat(noticed).isLessThan(keepAlive().plusSeconds(1));
    relay.mode(Relay.Mode.PASS);
    peer.say("pressure", 2);
    timed("recover_ms after half-open", () -> awaitValue("pressure", 2));
  }

  @Test
  void aSlowNetworkIsNoTrouble() {
    PlayedPeer peer = start(0, "pressure", "flow");
    Relay relay = relay(peer);
    relay.mode(Relay.Mode.TRICKLE);
    open(relay.port(), "pressure", "flow");
    for (int value = 1; value < 10; value++) {
      peer.say("pressure", value);
      peer.say("flow", value);
      awaitValue("pressure", value);
      awaitValue("flow", value);
    }
    assertThat(recorder.states()).containsExactly("connected");
  }

  @Test
  void noiseOnTheWireIsNoValueAndIsRecoveredFrom() {
    PlayedPeer peer = start(0, "pressure");
    Relay relay = relay(peer);
    open(relay.port(), "pressure");
    awaitSaid(peer, "pressure", 1);
    for (int value = 2; value < 5; value++) {
      relay.mode(Relay.Mode.GARBLE);
      peer.say("pressure", value);
      int said = value;
      timed("recover_ms after noise", () -> awaitValue("pressure", said));
    }
    assertThat(recorder.states()).contains("disconnected");
  }

  @Test
  void aBadValueComesWithItsRawStatus() {
    PlayedPeer peer = start(0, "pressure", "flow");
    open(peer.port(), "pressure", "flow");
    awaitSaid(peer, "pressure", 1);
    long status = peer.sayBad("pressure");
    patiently()
        .until(
            () ->
                recorder.last(name("pressure")).orElseThrow().statusCode() == status
                    && status >>> 31 == 1);
    awaitSaid(peer, "flow", 2);
    assertThat(recorder.states()).containsExactly("connected");
  }

  @Test
  void aValueOfAnotherTypeIsThatSignalsAffairAlone() {
    PlayedPeer peer = start(0, "pressure", "flow");
    open(peer.port(), "pressure", "flow");
    awaitSaid(peer, "pressure", 1);
    peer.sayText("pressure", "offline");
    patiently()
        .until(
            () ->
                recorder.isRefused(name("pressure"))
                    || recorder
                        .last(name("pressure"))
                        .orElseThrow()
                        .value()
                        .text()
                        .equals("offline"));
    awaitSaid(peer, "flow", 2);
    awaitSaid(peer, "pressure", 3);
    assertThat(recorder.states()).containsExactly("connected");
  }

  @Test
  void anAddressThatIsGoneIsItsSignalsAffairAloneUntilItComesBack() {
    assumeTrue(knowsItsAddresses(), "skipped: peers of this protocol take any address");
    PlayedPeer whole = start(0, "flow", "pressure");
    open(whole.port(), "flow", "pressure");
    awaitSaid(whole, "pressure", 1);
    whole.close();
    awaitDisconnected();
    PlayedPeer lacking = start(whole.port(), "flow");
    awaitSaid(lacking, "flow", 2);
    patiently().until(() -> recorder.isRefused(name("pressure")));
    assertThat(recorder.isConnected()).isTrue();
    assertThat(recorder.isRefused(name("flow"))).isFalse();
    lacking.close();
    awaitDisconnected();
    awaitSaid(start(whole.port(), "flow", "pressure"), "pressure", 3);
  }

  @Test
  void namesAreOfAnyScript() {
    String name = "Druck größer 温度 Ω";
    PlayedPeer peer = start(0, name);
    open(peer.port(), name);
    awaitSaid(peer, name, 4);
  }

  @Test
  void twoSignalsMayBeOfOneAddress() {
    PlayedPeer peer = start(0, "pressure");
    SourceSpec source = source(peer.port(), List.of("pressure"));
    List<SourceSpec.Signal> twice = new ArrayList<>(source.signals());
    twice.add(new SourceSpec.Signal(name("same"), twice.getFirst().address(), null));
    opened.add(
        connector(InstantSource.system())
            .open(new SourceSpec(source.node(), type, source.settings(), twice), recorder));
    awaitSaid(peer, "pressure", 1);
    awaitValue("same", 1);
  }

  @Test
  void tenThousandSignalsAreRead() {
    String[] names =
        IntStream.range(0, MANY).mapToObj("signal%05d"::formatted).toArray(String[]::new);
    PlayedPeer peer = start(0, names);
    peer.say(names[0], 5);
    peer.say(names[MANY - 1], 6);
    timed(
        "first values of 10,000 signals",
        () -> {
          open(peer.port(), names);
          awaitValue(names[0], 5);
          awaitValue(names[MANY - 1], 6);
          patiently().until(() -> recorder.signals() == MANY);
        });
    assertThat(recorder.states()).containsExactly("connected");
  }

  @Test
  void aClockThatIsSetBackStopsNothing() {
    PlayedPeer peer = start(0, "pressure");
    open(peer.port(), "pressure");
    awaitSaid(peer, "pressure", 1);
    clockSetBack = Duration.ofHours(1);
    awaitSaid(peer, "pressure", 2);
    assertThat(recorder.states()).containsExactly("connected");
  }

  @Test
  void afterClosingNothingIsToldAndNoThreadIsLeft() {
    PlayedPeer peer = start(0, "pressure");
    Connector.Connection connection = open(peer.port(), "pressure");
    awaitSaid(peer, "pressure", 1);
    connection.close();
    List<Object> heard = recorder.everything();
    patiently().until(() -> threads(peer.port()).isEmpty());
    assertThat(recorder.everything()).hasSameSizeAs(heard);
  }

  /** A connection's threads are called by its protocol and peer. */
  private List<String> threads(int port) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(type + " ") && name.contains(":" + port))
        .toList();
  }

  @Test
  void whatItTakesIsDescribedForPeople() {
    ConnectorDescription description = ConnectorDescription.of(type);
    assertThat(description.implementation())
        .isEqualTo(connector(InstantSource.system()).getClass().getName());
    assertThat(description.schema().problems(settings(1), "settings")).isEmpty();
    assertThat(description.address().examples()).isNotEmpty();
    assertDescribed(description.settings(), "settings");
  }

  /** Who has no such settings passes by design: there is nobody who could be refused. */
  @Test
  void whoseSettingsNameSecretsStandsTheContractOfThoseToo() {
    boolean namesSecrets =
        SECRET.matcher(ConnectorDescription.of(type).settings().toString()).find();
    assertThat(this instanceof GuardedContract).isEqualTo(namesSecrets);
  }

  private static void assertDescribed(JsonNode schema, String path) {
    assertThat(schema.path("type").asText()).as(path + ".type").isNotEmpty();
    for (var property : schema.path("properties").properties()) {
      String where = path + "." + property.getKey();
      JsonNode described = property.getValue();
      assertThat(described.path("title").asText()).as(where + ".title").isNotEmpty();
      assertThat(described.path("description").asText()).as(where).endsWith(".");
      assertThat(described.has("examples") || described.has("items")).as(where).isTrue();
      assertDescribed(described.has("items") ? described.get("items") : described, where);
    }
  }

  @Test
  void whatIsWrongInADocumentIsRefusedWithItsPath() {
    SourceSpec right = source(1, List.of("pressure"));
    ObjectNode settings = settings(1).put("no such key", 1);
    SourceSpec wrong = new SourceSpec(right.node(), right.connector(), settings, right.signals());
    assertThatThrownBy(() -> connector(InstantSource.system()).open(wrong, recorder))
        .hasMessageContaining("settings: unknown key 'no such key'; allowed are ");
    SourceSpec lost =
        new SourceSpec(
            right.node(),
            right.connector(),
            right.settings(),
            List.of(new SourceSpec.Signal(name("pressure"), "", null)));
    assertThatThrownBy(() -> connector(InstantSource.system()).open(lost, recorder))
        .hasMessageContaining("signals[0].address: ");
  }
}

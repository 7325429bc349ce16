package io.orilla.connector.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.model.connector.Connector;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** A connector, a peer that is played, and what is heard of it. */
abstract class ConnectorFixture {
  private static final AssetName ASSET =
      new AssetName("Riva del Garda/Halle Süd/Straße 1/Öl-Presse");

  final String type = connector(InstantSource.system()).type();
  final Recorder recorder = new Recorder();
  final List<AutoCloseable> opened = new ArrayList<>();
  volatile Duration clockSetBack = Duration.ZERO;

  protected abstract Connector connector(InstantSource clock);

  /** Plays a peer that knows these signals, each with a value of 0, on this port; 0 is any. */
  protected abstract PlayedPeer play(int port, List<String> signals);

  /** Settings that reach a peer on this port, with keep-alives as short as a test wants them. */
  protected abstract ObjectNode settings(int port);

  /**
   * @param index of the signal among those that the peer plays
   */
  protected abstract String address(int index, String signal);

  /** Within what time a peer that fell silent is to be noticed, by these settings. */
  protected abstract Duration keepAlive();

  /** Whether there is a network between connector and peer, that can fail. */
  protected boolean hasNetwork() {
    return true;
  }

  /** Whether the protocol's peers refuse an address that they do not have. */
  protected boolean knowsItsAddresses() {
    return true;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : opened.reversed()) {
      closeable.close();
    }
  }

  static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10));
  }

  PlayedPeer start(int port, String... signals) {
    PlayedPeer peer = play(port, List.of(signals));
    opened.add(peer);
    return peer;
  }

  Relay relay(PlayedPeer peer) {
    assumeTrue(hasNetwork(), "skipped: no network lies between this connector and its peer");
    Relay relay = Relay.to(peer.port());
    opened.add(relay);
    return relay;
  }

  SourceSpec source(int port, List<String> signals) {
    return source(settings(port), signals);
  }

  SourceSpec source(ObjectNode settings, List<String> signals) {
    List<SourceSpec.Signal> declared = new ArrayList<>();
    for (String signal : signals) {
      declared.add(new SourceSpec.Signal(name(signal), address(declared.size(), signal), null));
    }
    return new SourceSpec(new ObjectName("hall-1"), type, settings, declared);
  }

  Connector.Connection open(int port, String... signals) {
    InstantSource clock = () -> Instant.now().minus(clockSetBack);
    Connector.Connection connection =
        connector(clock).open(source(port, List.of(signals)), recorder);
    opened.add(connection);
    return connection;
  }

  static SignalName name(String signal) {
    return ASSET.signal(signal);
  }

  void awaitSaid(PlayedPeer peer, String signal, double value) {
    peer.say(signal, value);
    awaitValue(signal, value);
  }

  void awaitValue(String signal, double value) {
    patiently().until(() -> recorder.hasValue(name(signal), value));
  }

  void awaitDisconnected() {
    patiently().until(() -> !recorder.isConnected());
  }

  Duration timed(String what, Runnable action) {
    long began = System.nanoTime();
    action.run();
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("contract of %s: %s in %d ms%n", type, what, taken.toMillis());
    return taken;
  }
}

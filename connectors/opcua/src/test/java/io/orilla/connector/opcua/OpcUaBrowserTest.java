package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.connector.contract.NodePeer;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.peer.FreePort;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Browser.Found;
import io.orilla.model.connector.Connector;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What node-opcua, which shares no code with Milo, says of itself: places, and dead bands. */
class OpcUaBrowserTest {
  private static final int LIMIT = 100;

  @TempDir static Path folder;
  private static NodePeer peer;
  private static int port;
  private static Browser browser;

  private final OpcUaConnector connector = new OpcUaConnector(InstantSource.system());

  @BeforeAll
  static void start() throws IOException {
    NodePeer.assumeInstalled();
    port = FreePort.find();
    peer = NodePeer.start(folder, "line.js", "" + port, folder.resolve("keys").toString());
    browser = new OpcUaConnector(InstantSource.system()).browse(Sources.settings(endpoint()));
  }

  @AfterAll
  static void end() {
    if (peer != null) {
      browser.close();
      peer.close();
    }
  }

  private static String endpoint() {
    return "opc.tcp://127.0.0.1:" + port;
  }

  @Test
  void aTreeIsOpenedPlaceByPlaceWithTypesAndUnits() {
    assertThat(browser.children("", "", LIMIT).found())
        .contains(Found.folder("ns=1;s=line", "line"))
        .anyMatch(found -> found.address().equals("i=2253"));
    List<Found> line = browser.children("ns=1;s=line", "", LIMIT).found();
    assertThat(line)
        .contains(
            Found.folder("ns=1;s=motor", "motor"),
            Found.signal("ns=1;s=batch", "batch", "String", ""),
            Found.signal("ns=1;s=temperature", "temperature", "Double", "°C"),
            new Found("ns=1;s=hidden", "hidden", "Double", "", false, false));
    List<Found> motor = browser.children("ns=1;s=motor", "", LIMIT).found();
    assertThat(motor)
        .containsExactlyInAnyOrder(
            Found.signal("ns=1;s=speed", "speed", "Int16", ""),
            Found.signal("ns=1;s=running%3F", "running?", "Boolean", ""));
  }

  @Test
  void manyAreTurnedPageByPage() {
    Set<String> names = new TreeSet<>();
    List<Integer> sizes = new ArrayList<>();
    String next = "";
    do {
      Browser.Page page = browser.children("ns=1;s=sensors", next, LIMIT);
      page.found().forEach(found -> names.add(found.name()));
      sizes.add(page.found().size());
      next = page.next();
    } while (!next.isEmpty());
    assertThat(sizes).containsExactly(100, 100, 50);
    assertThat(names).hasSize(250);
  }

  @Test
  void aPageThatWasLeftIsLetGo() {
    for (int time = 0; time < 30; time++) {
      Browser.Page page = browser.children("ns=1;s=sensors", "", 10);
      assertThat(page.next()).isNotEmpty();
    }
    String left = browser.children("ns=1;s=sensors", "", 10).next();
    browser.children("ns=1;s=motor", "", LIMIT);
    assertThatThrownBy(() -> browser.children("ns=1;s=sensors", left, 10))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("begin anew");
  }

  @Test
  void aPlaceThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> browser.children("ns=1;s=nowhere", "", LIMIT))
        .hasMessageContaining("the server has no node ns=1;s=nowhere");
    assertThatThrownBy(() -> browser.children("nowhere", "", LIMIT))
        .hasMessageContaining("'nowhere' is no node id; write it as");
    assertThatThrownBy(() -> browser.children("", "%", LIMIT))
        .hasMessageContaining("there is no page '%'");
  }

  @Test
  void aServerThatIsNotThereIsSaidSo() {
    assertThatThrownBy(
            () -> connector.browse(Sources.settings("opc.tcp://127.0.0.1:" + FreePort.find())))
        .hasMessageContaining("Connection refused");
  }

  @Test
  void aDeadBandHoldsBackWhatChangesLittle() throws Exception {
    Recorder recorder = new Recorder();
    try (Connector.Connection _ =
        connector.open(
            source(
                "ns=1;s=temperature?deadband=5",
                "ns=1;s=temperature?deadbandPercent=10",
                "ns=1;s=batch?deadband=1"),
            recorder)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> values(recorder, 0).size() > 10 && values(recorder, 1).size() > 5);
      assertSteps(values(recorder, 0), 5);
      assertSteps(values(recorder, 1), 20);
      assertThat(recorder.isRefused(Sources.ASSET.signal("s2"))).isTrue();
      assertThat(recorder.everything().toString()).contains("it knows no such dead band");
    }
  }

  /** As when a controller's program is changed while its server runs. */
  @Test
  void aNodeThatGoesAndComesBackIsItsSignalsAffairAlone() throws Exception {
    Recorder recorder = new Recorder();
    try (Connector.Connection _ =
        connector.open(source("ns=1;s=temperature", "ns=1;s=fleeting"), recorder)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> values(recorder, 1).stream().filter(value -> value > 0).distinct().count() > 1);
      assertThat(recorder.everything().toString())
          .contains("refused s1: ns=1;s=fleeting is refused");
      assertThat(recorder.states()).containsExactly("connected");
      assertThat(recorder.isRefused(Sources.ASSET.signal("s0"))).isFalse();
    }
  }

  @Test
  void aDeadBandIsOneOrTheOther() {
    assertThatThrownBy(
            () -> connector.open(source("i=1?deadband=1&deadbandPercent=1"), new Recorder()))
        .hasMessageContaining("signals[0].address: a signal has a deadband or a deadbandPercent");
    assertThatThrownBy(() -> connector.open(source("i=1?deadband=0"), new Recorder()))
        .hasMessageContaining("the option deadband=0.0 must be more than 0");
    assertThatThrownBy(() -> connector.open(source("i=1?deadband=x"), new Recorder()))
        .hasMessageContaining("the option deadband=x is wrong");
  }

  private static SourceSpec source(String... addresses) {
    List<SourceSpec.Signal> signals = new ArrayList<>();
    for (String address : addresses) {
      signals.add(new SourceSpec.Signal(Sources.ASSET.signal("s" + signals.size()), address, null));
    }
    return new SourceSpec(new ObjectName("hall-1"), "opcua", Sources.settings(endpoint()), signals);
  }

  private static List<Double> values(Recorder recorder, int signal) {
    return recorder.samples().stream()
        .filter(sample -> sample.signal().equals(Sources.ASSET.signal("s" + signal)))
        .flatMap(sample -> sample.value().number().stream().boxed())
        .toList();
  }

  private static void assertSteps(List<Double> values, double band) {
    for (int index = 1; index < values.size(); index++) {
      assertThat(Math.abs(values.get(index) - values.get(index - 1))).isGreaterThan(band);
    }
  }
}

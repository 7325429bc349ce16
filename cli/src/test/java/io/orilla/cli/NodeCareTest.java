package io.orilla.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orilla.cli.Terminal.Ran;
import io.orilla.server.Server;
import io.orilla.server.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A real server and a real node, looked after by the command line alone. */
final class NodeCareTest {
  @TempDir Path folder;
  private Server server;
  private CompletableFuture<Ran> agent;

  @BeforeEach
  void start() {
    server = Server.start(ServerSettings.at(folder.resolve("server")).withPorts(0, 0));
    String token = atServer("token").out().strip();
    agent =
        CompletableFuture.supplyAsync(
            () ->
                Terminal.run(
                    "node",
                    "run",
                    "--home",
                    home().toString(),
                    "--name",
                    "press-12",
                    "--join",
                    token));
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(home().resolve("node.json")));
  }

  @AfterEach
  void stop() {
    if (!agent.isDone()) {
      atServer("wipe", "press-12", "--yes");
    }
    server.close();
  }

  private Path home() {
    return folder.resolve("node");
  }

  private Ran atServer(String... arguments) {
    return new Terminal(server).atServer(arguments);
  }

  @Test
  void anAgentIsRestartedAndItsLogAndDiagnosticsFetched() throws Exception {
    Ran restarted = atServer("restart", "agent", "press-12");
    assertThat(restarted.out()).endsWith("DONE  the agent started again\n");
    assertThat(restarted.code()).isZero();
    LoggerFactory.getLogger("io.orilla.test").warn("the pump is loud");
    Ran logs = atServer("logs", "press-12");
    assertThat(logs.out()).contains("the pump is loud");
    assertThat(logs.code()).isZero();
    Path zip = folder.resolve("press-12.zip");
    assertThat(atServer("diagnostics", "press-12", "-o", zip.toString()).code()).isZero();
    assertThat(Files.readAllBytes(zip)).startsWith('P', 'K');
    assertThat(atServer("get", "audit").out()).contains("diagnostics on node press-12");
  }

  @Test
  void aNodeIsDescribedInTheSingularToo() {
    assertThat(atServer("describe", "node", "press-12").out()).contains("name: press-12");
  }

  @Test
  void whatANodeDoesNotAllowFailsWithWhatToDo() {
    Ran refused = atServer("reboot", "press-12");
    assertThat(refused.out()).contains("FAILED", "orilla node set commands.allowReboot=true");
    assertThat(refused.code()).isEqualTo(1);
    Ran unknown = atServer("restart", "workload", "loop9", "--node", "press-12");
    assertThat(unknown.out()).contains("FAILED  no workload 'loop9' is to run here");
  }

  @Test
  void whatANodeIsToRunIsCarriedThereAsAFolder() {
    Path stick = folder.resolve("stick");
    assertThat(atServer("bundle", "press-12", "-o", stick.toString()).code()).isZero();
    assertThat(stick.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
    Ran applied = Terminal.run("node", "apply", stick.toString(), "--home", home().toString());
    assertThat(applied.out()).contains("State 1.1 and 0 blobs");
    assertThat(atServer("bundle", "press-13", "-o", stick.toString()).err())
        .contains("no state of a node 'press-13'");
  }

  /** The node looks, and nothing is declared: so that an address is known to be right before. */
  @Test
  void aSourceIsTestedAndBrowsedBeforeItIsDeclared() throws Exception {
    HttpServer peer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    peer.createContext("/", NodeCareTest::tellLevel);
    peer.start();
    Path file = folder.resolve("tank.yaml");
    Files.writeString(
        file,
        """
        apiVersion: orilla/v1
        kind: Source
        metadata: {name: tank}
        spec:
          node: press-12
          connector: http
          settings: {url: 'http://127.0.0.1:%d/', interval: 1s}
          signals:
          - {name: riva/hall1/water/tank/level, address: $.level, unit: m}
          - {name: riva/hall1/water/tank/flow, address: $.flow}
        """
            .formatted(peer.getAddress().getPort()));
    Ran tested = atServer("source", "test", file.toString());
    peer.stop(0);
    assertThat(tested.out())
        .as(tested.err())
        .contains(
            "connected\n",
            "riva/hall1/water/tank/level  3.5 m  20",
            "riva/hall1/water/tank/flow  cannot be read: ");
    assertThat(tested.code()).isEqualTo(1);
    Ran browsed = atServer("source", "browse", file.toString());
    assertThat(browsed.err()).contains("a peer of connector 'http' cannot be browsed");
    Files.writeString(file, Files.readString(file).replace("interval: 1s", "interval: soon"));
    assertThat(atServer("source", "test", file.toString()).err())
        .contains("settings.interval: 'soon' does not fit");
    assertThat(atServer("get", "sources").out()).doesNotContain("tank");
    assertThat(atServer("get", "audit").out()).contains("probe-source on node press-12");
  }

  /** From the server and at the node, by the same words. */
  @Test
  void anAlarmIsAcknowledgedShelvedAndTakenBack() throws Exception {
    HttpServer peer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    peer.createContext("/", NodeCareTest::tellLevel);
    peer.start();
    Path file = folder.resolve("alarms.yaml");
    Files.writeString(
        file,
        """
        apiVersion: orilla/v1
        kind: Source
        metadata: {name: tank}
        spec:
          node: press-12
          connector: http
          settings: {url: 'http://127.0.0.1:%d/', interval: 100ms}
          signals:
          - {name: riva/hall1/water/tank/level, address: $.level, unit: m}
        ---
        apiVersion: orilla/v1
        kind: AlarmRule
        metadata: {name: full}
        spec: {signal: riva/hall1/water/tank/level, above: 3}
        ---
        apiVersion: orilla/v1
        kind: AlarmRule
        metadata: {name: fuller}
        spec: {signal: riva/hall1/water/tank/level, above: 2}
        """
            .formatted(peer.getAddress().getPort()));
    assertThat(atServer("apply", file.toString()).err()).isEmpty();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(atServer("get", "alarms").out()).contains("full", "fuller"));

    Ran acknowledged = atServer("ack", "full", "--node", "press-12");
    assertThat(acknowledged.out()).as(acknowledged.err()).endsWith("DONE\n");
    assertThat(acknowledged.code()).isZero();
    assertThat(atServer("ack", "full", "--node", "press-12").out())
        .contains("FAILED", "acknowledged the alarm 'full' before");
    assertThat(atServer("ack", "empty", "--node", "press-12").err())
        .contains("the node 'press-12' told of no alarm 'empty'");

    assertThat(atNode("ack", "fuller", "--by", "anna").out())
        .isEqualTo("fuller  ACKNOWLEDGED  anna (at the node)\n");
    assertThat(atNode("ack", "fuller", "--by", "berta").err())
        .contains("anna (at the node) acknowledged the alarm 'fuller' before");
    assertThat(atNode("ack", "empty", "--by", "anna").err())
        .contains("no alarm 'empty' is to be seen");

    Ran shelved =
        atServer("shelve", "full", "--node", "press-12", "--for", "8h", "--reason", "mended");
    assertThat(shelved.out()).as(shelved.err()).endsWith("DONE\n");
    assertThat(Terminal.run("node", "status", "--home", home().toString()).out())
        .contains("shelved by local until ", ": mended");
    assertThat(atServer("unshelve", "full", "--node", "press-12").code()).isZero();
    assertThat(atServer("unshelve", "full", "--node", "press-12").out())
        .contains("FAILED", "the alarm 'full' is not shelved");

    assertThat(atNode("shelve", "fuller", "--by", "anna", "--for", "1h", "--reason", "x").out())
        .contains("fuller  ACKNOWLEDGED  shelved until ");
    assertThat(atNode("shelve", "fuller", "--by", "anna", "--for", "2d", "--reason", "x").err())
        .contains("is shelved for 24 hours at most");
    assertThat(atNode("unshelve", "fuller", "--by", "anna").out())
        .isEqualTo("fuller  ACKNOWLEDGED  no longer shelved\n");
    assertThat(atServer("get", "audit").out())
        .contains("acknowledge-alarm on node press-12", "shelve-alarm on node press-12");
    peer.stop(0);
  }

  private Ran atNode(String command, String alarm, String... more) {
    List<String> words = new ArrayList<>(List.of("node", command, alarm));
    words.addAll(List.of(more));
    words.addAll(List.of("--home", home().toString()));
    return Terminal.run(words.toArray(String[]::new));
  }

  private static void tellLevel(HttpExchange exchange) throws IOException {
    byte[] answer = "{\"level\":3.5}".getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Test
  void aNodeIsWipedOnlyWhenThatIsMeant() throws Exception {
    assertThat(atServer("wipe", "press-12").err()).contains("add --yes if you mean it");
    assertThat(atServer("wipe", "press-12", "--yes").out()).contains("its last word");
    assertThat(agent.get(20, TimeUnit.SECONDS).code()).isZero();
    assertThat(home()).isEmptyDirectory();
  }
}

package io.orilla.node;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.connector.peer.TrustFolder;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.AssetName;
import io.orilla.node.testbed.TestAuthority;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a technician sees in front of the box. */
final class NodeCommandTest {
  private static final ObjectName NAME = new ObjectName("press-12");
  private static final AssetName ASSET = new AssetName("riva/hall1/water/loop1");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;
  private TestServer server;
  private TestPlant plant;

  /** What a command line said, and its exit code. */
  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void open() throws Exception {
    server = new TestServer(folder.resolve("server"));
    plant = new TestPlant(Duration.ofMillis(20));
    Node.join(NodeSettings.at(home()), server.token(), NAME, CLOCK);
    server.declare(NAME, List.of(TestPlant.source(NAME, 1, ASSET)), List.of());
  }

  @AfterEach
  void close() throws Exception {
    plant.close();
    server.close();
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Node start() {
    return Node.start(NodeSettings.at(home()), List.of(plant), CLOCK);
  }

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", home().toString()));
    CommandLine line =
        CommandLines.of(new NodeCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int code = line.execute(all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void theStatusOfARunningNodeIsOneScreen() {
    try (Node node = start()) {
      await().untilAsserted(() -> assertThat(run("status").code()).isZero());
      assertThat(run("status").out())
          .contains("press-12   agent ", "server     connected since", "state      1.1, reached")
          .contains("source     plant  connected", "journal    signals", "All is well.");
      server.stop();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(run("status").out())
                      .contains("NOT reached", "To be looked at:", "see 'orilla node doctor'"));
      assertThat(run("status").code()).isEqualTo(1);
      node.settingsRefused("agent.yaml is wrong");
      assertThat(run("status").out()).contains("  agent.yaml is wrong");
    }
  }

  @Test
  void theStatusOfANodeThatDoesNotRunIsItsLast() {
    try (Node node = start()) {
      await().until(() -> node.status().server().connected());
    }
    Ran down = run("status");
    assertThat(down.code()).isEqualTo(3);
    assertThat(down.out())
        .contains("No agent runs in " + home(), "Its last status, of ", "server     connected");
  }

  @Test
  void theDoctorFindsWhatIsWrongWithTheAgentRunningOrNot() {
    Ran well = run("doctor");
    assertThat(well.out())
        .contains("OK    disk space", "OK    certificate", "OK    server " + server.address())
        .contains("OK    clock", "OK    name 127.0.0.1");
    assertThat(well.code()).isZero();
    server.stop();
    try (Node node = start()) {
      assertThat(node.name()).isEqualTo(NAME);
      Ran ill = run("doctor");
      assertThat(ill.out())
          .contains("FAIL  server " + server.address(), "→ check cable, router, firewall")
          .contains("WARN  clock");
      assertThat(ill.code()).isEqualTo(1);
    }
  }

  @Test
  void aBoxThatHasNotJoinedIsTold() throws Exception {
    run("wipe", "--name", "press-12");
    Ran ill = run("doctor");
    assertThat(ill.out()).contains("FAIL  identity", "→ join: orilla node --home");
    assertThat(ill.code()).isEqualTo(1);
  }

  @Test
  void aHomeIsWipedWhenNoAgentHoldsItAndItsNameIsGiven() throws Exception {
    try (Node node = start()) {
      assertThat(run("wipe", "--name", node.name().text()).err()).contains("an agent runs in");
    }
    assertThat(run("wipe", "--name", "press-13").err()).contains("this home is not 'press-13's");
    assertThat(home().resolve("identity")).isNotEmptyDirectory();
    assertThat(run("wipe", "--name", "press-12").code()).isZero();
    assertThat(home()).isEmptyDirectory();
  }

  /** A stick with the newest declared state and the blobs of a model. */
  private Path stick(ModelBundle model) throws IOException {
    Path stick = Files.createDirectories(folder.resolve("stick/blobs/sha256"));
    List<Digest> blobs = new ArrayList<>(List.of(model.digest()));
    ModelBundle.blobs(model.manifest()).forEach(part -> blobs.add(part.digest()));
    for (Digest blob : blobs) {
      Files.copy(server.blobs().path(blob), stick.resolve(blob.hex()));
    }
    Path root = folder.resolve("stick");
    Files.write(root.resolve("desired.json"), Json.bytes(server.desired()));
    return root;
  }

  private ModelBundle model() {
    return TinyModel.write(
        server.blobs(), ASSET, TinyModel.preparation(Duration.ofSeconds(5)), 3, 0.1f);
  }

  private void declare(ObjectName node, ModelBundle model) {
    server.declare(
        node,
        List.of(TestPlant.source(node, 1, ASSET)),
        List.of(TinyModel.workload("loop1", 1, ASSET, model.digest())));
  }

  @Test
  void aStateOnAStickRunsWithNoServerInReach() throws Exception {
    try (Node node = start()) {
      await().until(() -> node.status().desired().counter() == 1);
      server.stop();
      ModelBundle model = model();
      declare(NAME, model);
      Ran ran = run("apply", stick(model).toString());
      assertThat(ran.out()).contains("State 1.2 and 3 blobs", "works towards 1.2");
      assertThat(ran.code()).isZero();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  node.status().workloads().stream()
                      .anyMatch(workload -> workload.state() == WorkloadState.RUNNING));
      Ran again = run("apply", folder.resolve("stick").toString());
      assertThat(again.out()).contains("Refused: the desired state 1.2 is not newer than 1.2");
      assertThat(again.code()).isEqualTo(1);
    }
  }

  @Test
  void aStickIsTakenAtTheNextStartAndAnothersIsRefused() throws Exception {
    server.stop();
    ModelBundle model = model();
    declare(new ObjectName("press-13"), model);
    Path stick = stick(model);
    assertThat(run("apply", stick.toString()).err())
        .contains("the bundle is for 'press-13', this node is 'press-12'");
    declare(NAME, model);
    Files.write(stick.resolve("desired.json"), Json.bytes(server.desired()));
    assertThat(run("apply", stick.toString()).out()).contains("it takes the state when it starts");
    try (Node node = start()) {
      await().until(() -> node.status().desired().equals(new StateVersion(1, 3)));
    }
  }

  @Test
  void settingsAreSetAndTakenAtTheNextStart() throws Exception {
    assertThat(run("set", "commands.allowReboot=true", "poll=5s").code()).isZero();
    NodeSettings settings = NodeSettings.file(home()).load().settings();
    assertThat(settings.commands().allowReboot()).isTrue();
    assertThat(settings.poll()).isEqualTo(Duration.ofSeconds(5));
    assertThat(run("set", "pol=5s").err()).contains("did you mean 'poll'?");
  }

  @Test
  void aServerOfThePlantIsTrustedByItsThumbprint() throws Exception {
    X509Certificate certificate = new TestAuthority().certificate();
    TrustFolder folder = new TrustFolder(home().resolve("secrets/opcua"));
    folder.reject(certificate);
    String thumbprint = TrustFolder.thumbprint(certificate);
    assertThat(run("trust").out())
        .contains("trusted: none")
        .contains(thumbprint + "  until ")
        .contains("SHA-256 " + TrustFolder.fingerprint(certificate));
    assertThat(run("trust", "ffff").err()).contains("the thumbprint ffff… was rejected; list");
    String told = thumbprint.substring(0, 4) + ":" + thumbprint.substring(4, 8).toUpperCase(ROOT);
    assertThat(run("trust", told).out()).contains("is trusted; the node takes it when");
    assertThat(folder.trusted()).extracting(TrustFolder.Entry::certificate).contains(certificate);
    assertThat(folder.rejected()).isEmpty();
  }

  @Test
  void theUnitIsWrittenAndWhatComesNextIsSaid() throws Exception {
    Path units = folder.resolve("units");
    System.setProperty("orilla.launcher", "/opt/orilla/orilla");
    Ran ran;
    try {
      ran = run("install", "--unit-folder", units.toString(), "--user", "daemon");
    } finally {
      System.clearProperty("orilla.launcher");
    }
    assertThat(ran.out())
        .contains("systemctl enable --now orilla-node", "chown -R daemon " + home());
    assertThat(Files.readString(units.resolve("orilla-node.service")))
        .contains("ExecStart=/opt/orilla/orilla node run --home " + home(), "User=daemon");
  }

  @Test
  void aNodeIsRunOnlyWithAHome() {
    StringWriter err = new StringWriter();
    int code = new CommandLine(new NodeCommand()).setErr(new PrintWriter(err, true)).execute();
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '--home=DIR'");
  }
}

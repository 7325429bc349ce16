package io.orilla.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.command.Action;
import io.orilla.model.command.Command;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;
import io.orilla.node.command.CommandSettings;
import io.orilla.node.local.NodeStatus;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A node that is told what to do, from the list that comes to its last word. */
final class NodeCommandsTest {
  private static final ObjectName NAME = new ObjectName("hall-1");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;
  private TestServer server;
  private TestPlant plant;
  private final List<Node> started = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    server = new TestServer(folder.resolve("server"));
    plant = new TestPlant(Duration.ofMillis(20));
    Node.join(NodeSettings.at(home()), server.token(), NAME, CLOCK);
  }

  @AfterEach
  void close() throws Exception {
    started.forEach(Node::close);
    plant.close();
    server.close();
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Node start(CommandSettings commands) {
    NodeSettings settings = NodeSettings.at(home());
    Node node =
        Node.start(
            new NodeSettings(
                settings.home(),
                0,
                settings.poll(),
                Duration.ofMillis(10),
                Duration.ofMillis(100),
                settings.journal(),
                settings.delivery(),
                commands),
            List.of(plant),
            CLOCK);
    started.add(node);
    return node;
  }

  private Node start() {
    return start(CommandSettings.DEFAULT);
  }

  private static CommandSettings reboots(Path script) {
    return new CommandSettings(true, List.of("sh", script.toString()), true, 1 << 20);
  }

  private Command give(Action action) {
    return server.command(NAME, action, Instant.now().plusSeconds(60));
  }

  private List<Event.CommandState> states(Command command) {
    return server.inbox().events(Event.CommandState.class).stream()
        .filter(event -> event.command().equals(command.id().text()))
        .toList();
  }

  private Event.CommandState awaitState(Command command, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(states(command)).extracting(Event.CommandState::state).contains(state));
    return states(command).getLast();
  }

  @Test
  void theLogComesBack() {
    start();
    LoggerFactory.getLogger("io.orilla.test").warn("the pump is loud");
    Command command = give(new Action.FetchLogs(100_000));
    awaitState(command, "DONE");
    assertThat(new String(server.answered(command.id()), StandardCharsets.UTF_8))
        .contains("the pump is loud");
    assertThat(home().resolve("log/agent-0.log")).exists();
  }

  @Test
  void theLogIsFollowedAsItIsWritten() {
    start();
    Command command = give(new Action.LiveTail(Duration.ofSeconds(30)));
    awaitState(command, "ACCEPTED");
    await()
        .untilAsserted(
            () -> {
              LoggerFactory.getLogger("io.orilla.test").warn("the valve sticks");
              assertThat(new String(server.answered(command.id()), StandardCharsets.UTF_8))
                  .contains("the valve sticks");
            });
  }

  @Test
  void diagnosticsAreOneZip() throws Exception {
    start();
    Command command = give(new Action.Diagnostics());
    awaitState(command, "DONE");
    TreeMap<String, byte[]> parts = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(server.answered(command.id())))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    assertThat(parts)
        .containsKeys(
            "agent.log",
            "doctor.json",
            "settings.json",
            "status.json",
            "threads.txt",
            "versions.json");
    byte[] status = Objects.requireNonNull(parts.get("status.json"));
    assertThat(Json.read(status, NodeStatus.class).node()).isEqualTo(NAME);
  }

  @Test
  void aWorkloadStartsAgain() {
    AssetName asset = new AssetName("riva/hall1/water/loop1");
    ModelBundle model =
        TinyModel.write(
            server.blobs(), asset, TinyModel.preparation(Duration.ofSeconds(5)), 3, 0.1f);
    server.declare(
        NAME,
        List.of(TestPlant.source(NAME, 1, asset)),
        List.of(TinyModel.workload("loop1", 1, asset, model.digest())));
    Node node = start();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                node.status().workloads().stream()
                    .anyMatch(workload -> workload.state() == WorkloadState.RUNNING));
    Instant since = node.status().workloads().getFirst().since();
    awaitState(give(new Action.RestartWorkload(new ObjectName("loop1"))), "DONE");
    assertThat(node.status().workloads().getFirst().since()).isAfter(since);
    Command wrong = give(new Action.RestartWorkload(new ObjectName("loop9")));
    assertThat(awaitState(wrong, "FAILED").detail())
        .isEqualTo("no workload 'loop9' is to run here");
  }

  @Test
  void theAgentStartsAgainOnceAndSaysSo() {
    Node node = start();
    Command command = give(new Action.RestartAgent());
    assertThat(node.awaitEnd()).isEqualTo(Ending.RESTART);
    node.close();
    start();
    awaitState(command, "DONE");
    server.repeatCommands(NAME);
    awaitState(give(new Action.FetchLogs(10)), "DONE");
    assertThat(states(command))
        .extracting(Event.CommandState::state)
        .containsExactly("ACCEPTED", "ACCEPTED", "DONE");
  }

  @Test
  void theMachineIsRestartedOnlyWhereThatIsAllowed() throws Exception {
    Path script = folder.resolve("reboot.sh");
    Path proof = folder.resolve("proof");
    Files.writeString(script, "echo down > '" + proof + "'\n");
    Node node = start();
    assertThat(awaitState(give(new Action.Reboot()), "FAILED").detail())
        .contains("orilla node set commands.allowReboot=true");
    assertThat(proof).doesNotExist();
    node.close();
    start(reboots(script));
    Command allowed = give(new Action.Reboot());
    await().untilAsserted(() -> assertThat(proof).hasContent("down"));
    assertThat(awaitState(allowed, "ACCEPTED").detail()).isEqualTo("the machine goes down");
  }

  @Test
  void aRebootThatFailsSaysWhy() throws Exception {
    Path script = folder.resolve("reboot.sh");
    Files.writeString(script, "echo not permitted; exit 4\n");
    start(reboots(script));
    assertThat(awaitState(give(new Action.Reboot()), "FAILED").detail()).contains("not permitted");
  }

  @Test
  void aNodeThatIsWipedSaysSoAndLeavesNothing() {
    Node node = start();
    Command command = give(new Action.Wipe());
    assertThat(node.awaitEnd()).isEqualTo(Ending.WIPE);
    assertThat(states(command).getLast().detail()).contains("its last word");
    node.close();
    HomeWipe.wipe(home());
    assertThat(home()).isEmptyDirectory();
  }
}

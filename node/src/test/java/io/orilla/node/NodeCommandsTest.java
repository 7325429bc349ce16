package io.orilla.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.model.command.Action;
import io.orilla.model.command.Command;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.node.command.CommandSettings;
import io.orilla.node.local.NodeStatus;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.TestPlant;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A node that is told what to do, from the list that comes to its last word. */
final class NodeCommandsTest {
  private final Path folder;
  @AutoClose private final NodeBed bed;

  NodeCommandsTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    bed = new NodeBed(folder, Duration.ofMillis(20), draft -> {});
  }

  private Path home() {
    return bed.settings().home();
  }

  private NodeSettings reboots(Path script) {
    List<String> reboot = List.of("sh", script.toString());
    return bed.settings()
        .with(draft -> draft.commands = new CommandSettings(true, reboot, true, 1 << 20));
  }

  private Command give(Action action) {
    return bed.server().command(NodeBed.NAME, action, Instant.now().plusSeconds(60));
  }

  private List<Event.CommandState> states(Command command) {
    return bed.inbox().events(Event.CommandState.class).stream()
        .filter(event -> event.command().equals(command.id().text()))
        .toList();
  }

  private Event.CommandState awaitState(Command command, String state) {
    await()
        .untilAsserted(
            () ->
                assertThat(states(command)).extracting(Event.CommandState::state).contains(state));
    return states(command).getLast();
  }

  @Test
  void theLogComesBack() {
    bed.start();
    LoggerFactory.getLogger("io.orilla.test").warn("the pump is loud");
    Command command = give(new Action.FetchLogs(100_000));
    awaitState(command, "DONE");
    assertThat(new String(bed.server().answered(command.id()), StandardCharsets.UTF_8))
        .contains("the pump is loud");
    assertThat(home().resolve("log/agent-0.log")).exists();
  }

  @Test
  void theLogIsFollowedAsItIsWritten() {
    bed.start();
    Command command = give(new Action.LiveTail(Duration.ofSeconds(30)));
    awaitState(command, "ACCEPTED");
    await()
        .untilAsserted(
            () -> {
              LoggerFactory.getLogger("io.orilla.test").warn("the valve sticks");
              assertThat(new String(bed.server().answered(command.id()), StandardCharsets.UTF_8))
                  .contains("the valve sticks");
            });
  }

  @Test
  void diagnosticsAreOneZip() throws Exception {
    bed.start();
    Command command = give(new Action.Diagnostics());
    awaitState(command, "DONE");
    TreeMap<String, byte[]> parts = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(bed.server().answered(command.id())))) {
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
    assertThat(Json.read(status, NodeStatus.class).node()).isEqualTo(NodeBed.NAME);
  }

  private List<JsonNode> answered(Command command) {
    return new String(bed.server().answered(command.id()), StandardCharsets.UTF_8)
        .lines()
        .map(line -> Json.read(line, JsonNode.class))
        .toList();
  }

  /** The way of a question, from the server that asks it to the answer, must not be felt. */
  @Test
  void aSourceIsReadBeforeItIsDeclared() {
    bed.start();
    DesiredState.Source source = TestPlant.source(NodeBed.NAME, 1, NodeBed.LOOP1);
    long asked = System.nanoTime();
    Command command =
        give(
            new Action.ProbeSource(
                "test", source.spec().settings(), source.spec().signals(), Duration.ofSeconds(30)));
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> bed.server().answered(command.id()).length > 0);
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
    await()
        .untilAsserted(
            () ->
                assertThat(answered(command))
                    .flatExtracting(line -> line.findValuesAsText("name"))
                    .contains("riva/hall1/water/loop1/flow", "riva/hall1/water/loop1/pressure"));
    assertThat(answered(command).getFirst().path("connected").asBoolean()).isTrue();
    assertThat(bed.inbox().events(Event.SourceState.class)).isEmpty();
    Command anew = give(command.action());
    awaitState(command, "DONE");
    await().until(() -> bed.server().answered(anew.id()).length > 0);
    assertThat(states(anew)).extracting(Event.CommandState::state).doesNotContain("DONE");
  }

  @Test
  void aQuestionThatCannotBeAnsweredSaysWhyInTheAnswer() {
    bed.start();
    ObjectNode settings = Json.mapper().createObjectNode();
    Command command = give(new Action.BrowseSource("test", settings, "", "", "", 10));
    awaitState(command, "FAILED");
    assertThat(answered(command).getFirst().path("problem").path("code").asText())
        .isEqualTo("NOT_ALLOWED");
    Command unknown = give(new Action.BrowseSource("teletype", settings, "", "", "", 10));
    awaitState(unknown, "FAILED");
    assertThat(answered(unknown).getFirst().path("problem").path("message").asText())
        .contains("this node has no connector 'teletype'; it has [");
  }

  @Test
  void aWorkloadStartsAgain() {
    Digest model = bed.model(NodeBed.LOOP1, 0.1f).digest();
    bed.declare(NodeBed.loop1(1, model));
    bed.start();
    bed.awaitRunning("loop1", model);
    Instant since = bed.workload("loop1").since();
    awaitState(give(new Action.RestartWorkload(new ObjectName("loop1"))), "DONE");
    assertThat(bed.workload("loop1").since()).isAfter(since);
    Command wrong = give(new Action.RestartWorkload(new ObjectName("loop9")));
    assertThat(awaitState(wrong, "FAILED").detail())
        .isEqualTo("no workload 'loop9' is to run here");
  }

  @Test
  void theAgentStartsAgainOnceAndSaysSo() {
    Node node = bed.start();
    Command command = give(new Action.RestartAgent());
    assertThat(node.awaitEnd()).isEqualTo(Ending.RESTART);
    node.close();
    bed.start();
    awaitState(command, "DONE");
    bed.server().repeatCommands(NodeBed.NAME);
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
    Node node = bed.start();
    assertThat(awaitState(give(new Action.Reboot()), "FAILED").detail())
        .contains("orilla node set commands.allowReboot=true");
    assertThat(proof).doesNotExist();
    node.close();
    bed.start(reboots(script));
    Command allowed = give(new Action.Reboot());
    await().untilAsserted(() -> assertThat(proof).hasContent("down"));
    assertThat(awaitState(allowed, "ACCEPTED").detail()).isEqualTo("the machine goes down");
  }

  @Test
  void aRebootThatFailsSaysWhy() throws Exception {
    Path script = folder.resolve("reboot.sh");
    Files.writeString(script, "echo not permitted; exit 4\n");
    bed.start(reboots(script));
    assertThat(awaitState(give(new Action.Reboot()), "FAILED").detail()).contains("not permitted");
  }

  @Test
  void aNodeThatIsWipedSaysSoAndLeavesNothing() {
    Node node = bed.start();
    Command command = give(new Action.Wipe());
    assertThat(node.awaitEnd()).isEqualTo(Ending.WIPE);
    assertThat(states(command).getLast().detail()).contains("its last word");
    node.close();
    HomeWipe.wipe(home());
    assertThat(home()).isEmptyDirectory();
  }
}

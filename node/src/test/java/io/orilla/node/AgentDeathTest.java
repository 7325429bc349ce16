package io.orilla.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.node.testbed.Harm;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.testbed.TinyModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is killed while a model's native code has it, again and again. */
final class AgentDeathTest {
  private static final ObjectName NAME = new ObjectName("hall-1");
  private static final AssetName LOOP = new AssetName("riva/hall1/water/loop1");
  private static final AssetName LOOP2 = new AssetName("riva/hall1/water/loop2");
  private static final AssetName LOOP3 = new AssetName("riva/hall1/water/loop3");
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private TestServer server;
  private Path home;
  private Optional<Process> agent = Optional.empty();

  @BeforeEach
  void open() throws Exception {
    server = new TestServer(folder.resolve("server"));
    home = folder.resolve("home");
    Node.join(NodeProgram.settings(home), server.token(), NAME, InstantSource.system());
  }

  @AfterEach
  void close() throws Exception {
    kill();
    server.close();
  }

  private void declare(long generation, Digest bundle) {
    DesiredState.Workload workload = TinyModel.workload("loop1", generation, LOOP, bundle);
    server.declare(NAME, List.of(TestPlant.source(NAME, 1, LOOP)), List.of(workload));
  }

  private Digest good(float factor) {
    return good(LOOP, factor);
  }

  private Digest good(AssetName asset, float factor) {
    return TinyModel.write(
            server.blobs(), asset, TinyModel.preparation(Duration.ofSeconds(5)), 3, factor)
        .digest();
  }

  private void awaitState(Predicate<Event.WorkloadState> wanted) {
    await()
        .atMost(LONG)
        .until(() -> server.inbox().events(Event.WorkloadState.class).stream().anyMatch(wanted));
  }

  private void awaitGood(Digest bundle) {
    awaitState(
        event ->
            event.bundle().equals(bundle)
                && event.state().equals("RUNNING")
                && event.reason().isEmpty());
  }

  private void killInNativeCode(int models) throws Exception {
    await().atMost(LONG).during(Duration.ofSeconds(1)).until(() -> inNativeCode() >= models);
    kill();
  }

  private int inNativeCode() {
    try {
      int inside = 0;
      for (byte slot : Files.readAllBytes(home.resolve("workloads/native"))) {
        inside += slot;
      }
      return inside;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until then, what the process before left in native code is not counted yet. */
  private void start() throws Exception {
    Process process = NodeProgram.start(home);
    agent = Optional.of(process);
    await().atMost(LONG).until(() -> isReady(process.pid()));
  }

  private boolean isReady(long pid) throws IOException {
    Path address = home.resolve("node.json");
    return Files.exists(address) && Files.readString(address).contains("\"pid\":" + pid);
  }

  private void kill() throws InterruptedException {
    if (agent.isPresent()) {
      agent.get().destroyForcibly().waitFor();
    }
  }

  /** A third crash, of whatever kind, makes the agent careful: only what proved good starts. */
  @Test
  void twoDeathsHoldTheModelBackAndAThirdStartsSafeModeThatEndsByItself() throws Exception {
    Digest good = good(0.1f);
    declare(1, good);
    start();
    awaitGood(good);
    declare(2, TinyModel.write(server.blobs(), LOOP, Harm.HANGS_ON_DATA).digest());
    killInNativeCode(1);
    start();
    killInNativeCode(1);
    start();
    awaitState(
        event ->
            event.state().equals("ROLLED_BACK")
                && event.reason().equals("the agent died twice in this model's native code"));
    assertThat(server.inbox().events(Event.SafeMode.class)).isEmpty();
    kill();
    Digest next = good(0.2f);
    declare(3, next);
    start();
    awaitState(event -> event.state().equals("PENDING") && event.reason().startsWith("safe mode"));
    awaitGood(next);
    List<Event.SafeMode> modes = server.inbox().events(Event.SafeMode.class);
    assertThat(modes).extracting(Event.SafeMode::on).containsExactly(true, false);
    assertThat(decidedBetween(modes.getFirst().time(), modes.getLast().time()))
        .isNotEmpty()
        .allMatch(prediction -> prediction.model().equals(good));
  }

  /** Two seats: on one another model proved good before, on the other none did. */
  @Test
  void aModelThatProvedGoodAndKillsTheAgentLaterIsNoLongerTrusted() throws Exception {
    Digest before = good(0.1f);
    declare(1, before);
    start();
    awaitGood(before);
    Digest bad = TinyModel.write(server.blobs(), LOOP, Harm.HANGS_WHEN_LOUD).digest();
    Digest alone = TinyModel.write(server.blobs(), LOOP2, Harm.HANGS_WHEN_LOUD).digest();
    Digest other = good(LOOP3, 0.3f);
    server.declare(
        NAME,
        List.of(TestPlant.source(NAME, 1, LOOP, LOOP2, LOOP3)),
        List.of(
            TinyModel.workload("loop1", 2, LOOP, bad),
            TinyModel.workload("loop2", 1, LOOP2, alone),
            TinyModel.workload("loop3", 1, LOOP3, other)));
    awaitGood(bad);
    awaitGood(alone);
    awaitGood(other);
    Files.createFile(NodeProgram.loud(home));
    killInNativeCode(2);
    start();
    awaitState(event -> event.bundle().equals(bad) && event.reason().contains("tried again in"));
    killInNativeCode(2);
    start();
    String reason = "the agent died twice in this model's native code";
    awaitState(event -> event.state().equals("ROLLED_BACK") && event.reason().equals(reason));
    awaitState(
        event ->
            event.bundle().equals(alone)
                && event.state().equals("FAILED")
                && event.reason().equals(reason + "; no other model proved good here"));
    long now = server.inbox().predictions().getLast().decidedAt();
    await().atMost(LONG).until(() -> decidedSince(now, before) && decidedSince(now, other));
  }

  private boolean decidedSince(long time, Digest model) {
    return server.inbox().predictions().stream()
        .anyMatch(one -> one.decidedAt() > time && one.model().equals(model));
  }

  private List<Prediction> decidedBetween(long from, long to) {
    return server.inbox().predictions().stream()
        .filter(prediction -> prediction.decidedAt() > from && prediction.decidedAt() < to)
        .toList();
  }
}

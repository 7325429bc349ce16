package io.orilla.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.Manifest;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.node.blob.BlobSettings;
import io.orilla.node.testbed.Harm;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.LifeSettings;
import io.orilla.node.workload.ShadowBudget;
import io.orilla.node.workload.WorkloadState;
import io.orilla.node.workload.WorkloadStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shadows beside a champion, on a real node with real graphs and a real server. */
final class NodeShadowTest {
  private static final ObjectName NAME = new ObjectName("hall-1");
  private static final AssetName LOOP = new AssetName("riva/hall1/water/loop1");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final LifeSettings LIFE =
      new LifeSettings(
          Duration.ofSeconds(40),
          512 << 20,
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          5,
          Duration.ofMillis(100),
          2,
          Duration.ofMillis(100),
          new ShadowBudget(0.25, Duration.ofSeconds(1), Duration.ofSeconds(2)));

  @TempDir Path folder;
  private TestServer server;
  private TestPlant plant;
  private Digest model;
  private Node node;

  @BeforeEach
  void open() throws Exception {
    server = new TestServer(folder.resolve("server"));
    plant = new TestPlant(Duration.ofMillis(10));
    Node.join(settings(), server.token(), NAME, InstantSource.system());
    model = tiny(0.1f);
    node = Node.start(settings(), List.of(plant), InstantSource.system());
  }

  @AfterEach
  void close() throws Exception {
    node.close();
    plant.close();
    server.close();
  }

  private NodeSettings settings() {
    NodeSettings defaults = NodeSettings.at(folder.resolve("home"));
    return new NodeSettings(
        defaults.home(),
        0,
        Duration.ofSeconds(2),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        defaults.journal(),
        defaults.delivery(),
        defaults.commands(),
        defaults.proxy(),
        BlobSettings.DEFAULT,
        LIFE,
        CrashSettings.DEFAULT);
  }

  private Digest tiny(float factor) {
    return TinyModel.write(
            server.blobs(), LOOP, TinyModel.preparation(Duration.ofSeconds(5)), 1, factor)
        .digest();
  }

  private Digest harmful(Harm harm) {
    return TinyModel.write(server.blobs(), LOOP, harm).digest();
  }

  private void declare(DesiredState.Workload... shadows) {
    DesiredState.Workload champion = TinyModel.workload("loop", 1, LOOP, model);
    List<DesiredState.Workload> all =
        LongStream.rangeClosed(0, shadows.length)
            .mapToObj(index -> index == 0 ? champion : shadows[(int) index - 1])
            .toList();
    server.declare(NAME, List.of(TestPlant.source(NAME, 1, LOOP)), all);
  }

  private static DesiredState.Workload shadow(String name, long generation, Digest bundle) {
    return new DesiredState.Workload(
        new ObjectName(name),
        generation,
        LOOP,
        "anomaly",
        new ObjectName("tiny"),
        1,
        bundle,
        Set.of(Manifest.MODEL_BUNDLE, DesiredState.Workload.SHADOWS),
        Role.SHADOW,
        List.of(),
        false);
  }

  private WorkloadStatus status(String name) {
    return node.status().workloads().stream()
        .filter(status -> status.name().text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void awaitState(String name, WorkloadState state) {
    await(name + " " + state)
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> status(name).state() == state);
  }

  private void awaitGood(String name) {
    await(name + " proves good")
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () -> status(name).state() == WorkloadState.RUNNING && status(name).reason().isEmpty());
  }

  private List<Prediction> predictions(String workload) {
    return server.inbox().predictions().stream()
        .filter(prediction -> prediction.workload().text().equals(workload))
        .toList();
  }

  private void awaitDelivered(String workload, int count) {
    int before = predictions(workload).size();
    await("predictions of " + workload)
        .atMost(LONG)
        .until(() -> predictions(workload).size() >= before + count);
  }

  private static Set<Long> ends(List<Prediction> predictions) {
    return predictions.stream()
        .map(prediction -> prediction.window().to())
        .collect(Collectors.toSet());
  }

  private void assertChampionDecidedEachWindowOnce() {
    List<Long> ends =
        predictions("loop").stream().map(prediction -> prediction.window().to()).toList();
    for (int index = 1; index < ends.size(); index++) {
      assertThat(ends.get(index)).isEqualTo(ends.get(index - 1) + TestPlant.SECOND);
    }
  }

  /** The shadow would raise an alarm now and then. */
  @Test
  void shadowsDecideTheChampionsWindowsAndNeverAct() {
    declare();
    awaitGood("loop");
    declare(shadow("bold", 1, tiny(9)), shadow("timid", 1, tiny(0.01f)));
    awaitGood("bold");
    awaitGood("timid");
    awaitDelivered("bold", 50);
    awaitDelivered("timid", 5);
    List<Prediction> bold = predictions("bold");
    assertThat(bold).allMatch(prediction -> prediction.role() == Role.SHADOW);
    assertThat(bold).anyMatch(prediction -> prediction.decision() == Decision.ALARM);
    assertThat(predictions("loop")).allMatch(prediction -> prediction.role() == Role.CHAMPION);
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(ends(predictions("loop"))).containsAll(ends(bold)));
    List<String> ids = server.inbox().predictions().stream().map(Prediction::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(server.inbox().events(Event.Alarm.class)).isEmpty();
    assertThat(server.inbox().events(Event.ModelSwapped.class))
        .allMatch(swap -> swap.workload().text().equals("loop"));
    assertChampionDecidedEachWindowOnce();
  }

  @Test
  void aSlowShadowLeavesWindowsOutAndNamesThemAndTheChampionNone() {
    declare(shadow("slow", 1, harmful(Harm.SLOW)));
    awaitState("slow", WorkloadState.RUNNING);
    await().atMost(LONG).until(() -> status("slow").skipped().count() > 100);
    awaitDelivered("slow", 1);
    declare();
    await().atMost(LONG).until(() -> !server.inbox().events(Event.WindowsSkipped.class).isEmpty());
    List<Event.WindowsSkipped> skipped = server.inbox().events(Event.WindowsSkipped.class);
    assertThat(skipped).allMatch(event -> event.workload().text().equals("slow"));
    long first = ends(predictions("slow")).stream().mapToLong(Long::longValue).min().orElseThrow();
    long last = skipped.getLast().last();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              Set<Long> decided = ends(predictions("slow"));
              long decidedUntilThen = decided.stream().filter(end -> end <= last).count();
              long left = skipped.stream().mapToLong(Event.WindowsSkipped::count).sum();
              assertThat((last - first) / TestPlant.SECOND + 1).isEqualTo(decidedUntilThen + left);
            });
    assertChampionDecidedEachWindowOnce();
  }

  @Test
  void aShadowThatHangsIsGivenUpAndTheChampionGoesOnDeciding() {
    declare();
    awaitGood("loop");
    declare(shadow("hangs", 1, harmful(Harm.HANGS_ON_DATA)));
    awaitState("hangs", WorkloadState.FAILED);
    assertThat(status("loop").state()).isEqualTo(WorkloadState.RUNNING);
    assertThat(status("loop").running()).isEqualTo(model);
    awaitDelivered("loop", 20);
    assertChampionDecidedEachWindowOnce();
  }

  @Test
  void aBadShadowIsRolledBackToTheShadowBeforeAndNotToTheChampion() {
    Digest before = tiny(0.2f);
    declare(shadow("beside", 1, before));
    awaitGood("beside");
    declare(shadow("beside", 2, harmful(Harm.NAN_ON_DATA)));
    awaitState("beside", WorkloadState.ROLLED_BACK);
    await().atMost(LONG).until(() -> before.equals(status("beside").running()));
    assertThat(status("loop").running()).isEqualTo(model);
    assertChampionDecidedEachWindowOnce();
  }
}

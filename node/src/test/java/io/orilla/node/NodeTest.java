package io.orilla.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.node.delivery.DeliverySettings;
import io.orilla.node.delivery.DeliverySettings.Gather;
import io.orilla.node.delivery.LinkSettings;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.local.NodeStatus;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.testbed.TestTransfers;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import io.orilla.node.workload.WorkloadStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node between a plant that samples and a server that is there or not. */
final class NodeTest {
  private static final ObjectName NAME = new ObjectName("hall-1");
  private static final AssetName LOOP1 = new AssetName("riva/hall1/water/loop1");
  private static final AssetName LOOP2 = new AssetName("riva/hall1/water/loop2");
  private static final Preparation PREPARATION = TinyModel.preparation(Duration.ofSeconds(5));
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;
  private TestServer server;
  private TestPlant plant;

  @BeforeEach
  void open() throws Exception {
    server = new TestServer(folder.resolve("server"));
    plant = new TestPlant(Duration.ofMillis(2));
    Node.join(settings("home"), server.token(), NAME, CLOCK);
  }

  @AfterEach
  void close() throws Exception {
    plant.close();
    server.close();
  }

  private NodeSettings settings(String home) {
    NodeSettings defaults = NodeSettings.at(folder.resolve(home));
    return new NodeSettings(
        defaults.home(),
        0,
        Duration.ofSeconds(2),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        new JournalSettings(64 << 10, Duration.ofMillis(10), Duration.ofMillis(20), 256 << 20),
        new DeliverySettings(
            32 << 10,
            Gather.of(Duration.ofMillis(10)),
            Duration.ofSeconds(1),
            LinkSettings.UNLIMITED),
        defaults.commands());
  }

  private Node start() {
    return Node.start(settings("home"), List.of(plant), CLOCK);
  }

  private ModelBundle model(AssetName asset, float factor) {
    return TinyModel.write(server.blobs(), asset, PREPARATION, 3, factor);
  }

  private void declare(DesiredState.Workload... workloads) {
    server.declare(NAME, List.of(TestPlant.source(NAME, 1, LOOP1, LOOP2)), List.of(workloads));
  }

  private static WorkloadStatus workload(Node node, String name) {
    return node.status().workloads().stream()
        .filter(status -> status.name().text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitRunning(Node node, String name, Digest bundle) {
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(
            () ->
                workload(node, name).state() == WorkloadState.RUNNING
                    && bundle.equals(workload(node, name).running()));
  }

  private void awaitPredictions(int more) {
    int enough = server.inbox().predictions().size() + more;
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> server.inbox().predictions().size() >= enough);
  }

  /** All windows of an asset follow each other by one second, each predicted once. */
  private void assertEachWindowHasOnePrediction(AssetName asset) {
    List<Prediction> predictions =
        server.inbox().predictions().stream().filter(p -> p.asset().equals(asset)).toList();
    assertThat(predictions).isNotEmpty();
    for (int i = 1; i < predictions.size(); i++) {
      assertThat(predictions.get(i).window().to() - predictions.get(i - 1).window().to())
          .as("after window %s", predictions.get(i - 1).window())
          .isEqualTo(TestPlant.SECOND);
    }
  }

  private void awaitAllDelivered(Node node) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(node.status().lanes())
                    .allMatch(lane -> lane.account().pending() < 50 && lane.account().balanced()));
  }

  @Test
  void aNodePredictsAndDeliversEverySampleThatThePlantHanded() {
    ModelBundle model = model(LOOP1, 0.1f);
    declare(TinyModel.workload("loop1", 1, LOOP1, model.digest()));
    try (Node node = start()) {
      awaitRunning(node, "loop1", model.digest());
      awaitPredictions(50);
      assertThat(node.status().desired()).isEqualTo(node.status().applied());
      plant.step(Duration.ofHours(1));
      awaitAllDelivered(node);
    }
    try (Node node = start()) {
      awaitAllDelivered(node);
      await()
          .untilAsserted(
              () ->
                  assertThat(new HashSet<>(server.inbox().samples())).containsAll(plant.ledger()));
    }
    assertEachWindowHasOnePrediction(LOOP1);
    Prediction last = server.inbox().predictions().getLast();
    assertThat(last.decision()).isEqualTo(Decision.NORMAL);
    assertThat(last.outputs()).containsOnlyKeys("score", "contribution");
    assertThat(last.model()).isEqualTo(model.digest());
    assertThat(last.latency()).isPositive();
  }

  @Test
  void modelsSwapUnderLoadAndEveryWindowHasExactlyOnePrediction() {
    ModelBundle first = model(LOOP1, 0.1f);
    ModelBundle second = model(LOOP1, 0.2f);
    declare(TinyModel.workload("loop1", 1, LOOP1, first.digest()));
    try (Node node = start()) {
      plant.step(Duration.ofNanos(200_000));
      awaitRunning(node, "loop1", first.digest());
      for (int generation = 2; generation <= 7; generation++) {
        ModelBundle next = generation % 2 == 0 ? second : first;
        declare(TinyModel.workload("loop1", generation, LOOP1, next.digest()));
        awaitRunning(node, "loop1", next.digest());
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> server.inbox().predictions().getLast().model().equals(next.digest()));
      }
      plant.step(Duration.ofHours(1));
      awaitAllDelivered(node);
    }
    assertEachWindowHasOnePrediction(LOOP1);
    List<Event.ModelSwapped> swaps = server.inbox().events(Event.ModelSwapped.class);
    assertThat(swaps).hasSize(7);
    assertThat(swaps.getFirst().from()).isNull();
    for (Event.ModelSwapped swap : swaps) {
      assertThat(server.inbox().predictions())
          .anyMatch(p -> p.window().to() == swap.firstWindow() && p.model().equals(swap.to()));
    }
  }

  @Test
  void aModelWithAnotherPreparationTakesOverWithoutAWindowDecidedTwice() {
    ModelBundle first = model(LOOP1, 0.1f);
    Preparation other = TinyModel.preparation(Duration.ofSeconds(9));
    ModelBundle second = TinyModel.write(server.blobs(), LOOP1, other, 2, 0.2f);
    declare(TinyModel.workload("loop1", 1, LOOP1, first.digest()));
    try (Node node = start()) {
      awaitRunning(node, "loop1", first.digest());
      awaitPredictions(20);
      declare(TinyModel.workload("loop1", 2, LOOP1, second.digest()));
      awaitRunning(node, "loop1", second.digest());
      awaitPredictions(20);
    }
    assertEachWindowHasOnePrediction(LOOP1);
    List<Prediction> predictions = server.inbox().predictions();
    long from = predictions.getFirst().consumed().from();
    assertThat(predictions.getLast().consumed().from()).isGreaterThan(from);
    assertThat(predictions.getLast().model()).isEqualTo(second.digest());
  }

  @Test
  void aNodeThatBootsWithTheServerDownPredictsAndDeliversWhenItIsBack() throws Exception {
    ModelBundle model = model(LOOP1, 0.1f);
    declare(TinyModel.workload("loop1", 1, LOOP1, model.digest()));
    try (Node node = start()) {
      awaitRunning(node, "loop1", model.digest());
      awaitPredictions(10);
    }
    server.stop();
    try (Node node = start()) {
      awaitRunning(node, "loop1", model.digest());
      long before = workload(node, "loop1").decidedThrough();
      await()
          .until(() -> workload(node, "loop1").decidedThrough() > before + 30 * TestPlant.SECOND);
      assertThat(node.status().server().connected()).isFalse();
      server.start();
      awaitPredictions(40);
      awaitAllDelivered(node);
    }
    assertOnePredictionEach(server.inbox().predictions());
    assertThat(server.inbox().events(Event.Gap.class))
        .allMatch(gap -> gap.reason().equals("restart"))
        .hasSize(4);
  }

  private static void assertOnePredictionEach(List<Prediction> predictions) {
    Set<String> ids = new HashSet<>();
    assertThat(predictions).allMatch(prediction -> ids.add(prediction.id()));
  }

  @Test
  void answersThatAreLostLeaveEachRecordThereOnce() {
    ModelBundle model = model(LOOP1, 0.1f);
    declare(TinyModel.workload("loop1", 1, LOOP1, model.digest()));
    try (Node node = start()) {
      awaitRunning(node, "loop1", model.digest());
      server.inbox().loseAnswers(10);
      awaitPredictions(100);
      plant.step(Duration.ofHours(1));
      awaitAllDelivered(node);
      assertThat(server.inbox().samples()).doesNotHaveDuplicates();
      assertOnePredictionEach(server.inbox().predictions());
    }
  }

  @Test
  void aServerThatLostItsNewestRecordsGetsThemAgain() {
    ModelBundle model = model(LOOP1, 0.1f);
    declare(TinyModel.workload("loop1", 1, LOOP1, model.digest()));
    try (Node node = start()) {
      awaitRunning(node, "loop1", model.digest());
      awaitPredictions(20);
      server.inbox().forgetLastBlocks();
      awaitPredictions(50);
      awaitAllDelivered(node);
    }
    assertEachWindowHasOnePrediction(LOOP1);
  }

  @Test
  void anEpochThatTheServerRefusesEndsAndTheNodeGoesOnInANewOne() {
    ModelBundle model = model(LOOP1, 0.1f);
    declare(TinyModel.workload("loop1", 1, LOOP1, model.digest()));
    try (Node node = start()) {
      awaitRunning(node, "loop1", model.digest());
      awaitPredictions(20);
      NodeStatus before = node.status();
      server.inbox().refuseEpochsSoFar();
      await().until(() -> !node.status().epoch().equals(before.epoch()));
      awaitRunning(node, "loop1", model.digest());
      awaitPredictions(20);
      assertThat(server.inbox().events(Event.Dropped.class)).isNotEmpty();
      assertOnePredictionEach(server.inbox().predictions());
    }
  }

  @Test
  void aWrongBlobIsRefusedWithItsReasonAndDelaysNoOtherWorkload() {
    ModelBundle good = model(LOOP1, 0.1f);
    ModelBundle bad = model(LOOP2, 0.3f);
    server.transfers().fail(bad.graph(), TestTransfers.Fault.DAMAGED);
    declare(
        TinyModel.workload("bad", 1, LOOP2, bad.digest()),
        TinyModel.workload("good", 1, LOOP1, good.digest()));
    try (Node node = start()) {
      awaitRunning(node, "good", good.digest());
      await().until(() -> workload(node, "bad").reason().contains("it was damaged or replaced"));
      server.transfers().mend(bad.graph());
      awaitRunning(node, "bad", bad.digest());
    }
  }

  @Test
  void aModelThatCannotBeLoadedLeavesTheOneBeforeAtWork() {
    ModelBundle good = model(LOOP1, 0.1f);
    ModelBundle broken = TinyModel.writeBroken(server.blobs(), LOOP1);
    declare(TinyModel.workload("loop1", 1, LOOP1, good.digest()));
    try (Node node = start()) {
      awaitRunning(node, "loop1", good.digest());
      declare(TinyModel.workload("loop1", 2, LOOP1, broken.digest()));
      await().until(() -> workload(node, "loop1").state() == WorkloadState.FAILED);
      awaitPredictions(20);
      assertThat(workload(node, "loop1").running()).isEqualTo(good.digest());
      assertThat(node.status().applied()).isNotEqualTo(node.status().desired());
    }
  }

  @Test
  void aChampionThatIsMerelyAbsentGoesOnAndOneThatIsRemovedStops() {
    ModelBundle model = model(LOOP1, 0.1f);
    declare(TinyModel.workload("loop1", 1, LOOP1, model.digest()));
    try (Node node = start()) {
      awaitRunning(node, "loop1", model.digest());
      declare();
      await().until(() -> node.status().applied().counter() == 2);
      awaitPredictions(10);
      assertThat(workload(node, "loop1").state()).isEqualTo(WorkloadState.RUNNING);
      server.declare(
          NAME,
          List.of(TestPlant.source(NAME, 1, LOOP1, LOOP2)),
          List.of(),
          List.of(new ObjectName("loop1")));
      await().until(() -> node.status().workloads().isEmpty());
      await()
          .untilAsserted(
              () ->
                  assertThat(server.inbox().events(Event.WorkloadState.class))
                      .extracting(Event.WorkloadState::state)
                      .containsSubsequence(
                          "PENDING",
                          "FETCHING",
                          "STAGED",
                          "STARTING",
                          "RUNNING",
                          "STOPPING",
                          "STOPPED"));
    }
  }

  @Test
  void anInterruptedSourceLeavesANamedGapForEachSignal() {
    declare();
    try (Node node = start()) {
      await().until(() -> server.inbox().samples().size() > 40);
      plant.interrupt();
      await().until(() -> server.inbox().events(Event.Gap.class).size() == 4);
      assertThat(server.inbox().events(Event.Gap.class))
          .allMatch(gap -> gap.reason().equals("disconnected") && gap.after() < gap.before());
      assertThat(node.status().sources()).allMatch(source -> source.connected());
    }
  }

  @Test
  void aDetectorThatFiresRaisesOneAlarmAndClearsIt() {
    ModelBundle model = model(LOOP1, 3f);
    declare(TinyModel.workload("loop1", 1, LOOP1, model.digest()));
    try (Node node = start()) {
      awaitRunning(node, "loop1", model.digest());
      await().until(() -> server.inbox().events(Event.Alarm.class).size() >= 4);
    }
    List<Event.Alarm> alarms = server.inbox().events(Event.Alarm.class);
    for (int i = 0; i < alarms.size(); i++) {
      assertThat(alarms.get(i).raised()).isEqualTo(i % 2 == 0);
      assertThat(alarms.get(i).score() > 1).isEqualTo(alarms.get(i).raised());
    }
  }

  @Test
  void aHomeIsHeldByOneNode() {
    try (Node node = start()) {
      assertThat(node.localPort()).isPositive();
      assertThatThrownBy(this::start)
          .isInstanceOf(OrillaException.class)
          .hasMessageContaining("another program runs with the home");
    }
  }

  @Test
  void aHomeThatNeverJoinedSaysHowTo() {
    assertThatThrownBy(() -> Node.start(settings("other"), List.of(plant), CLOCK))
        .hasMessageContaining("--join TOKEN --name NAME");
  }

  @Test
  void whatThePlantHandedIsDeliveredOnceThroughStops() {
    declare();
    for (int run = 0; run < 3; run++) {
      try (Node node = start()) {
        int before = server.inbox().samples().size();
        await().until(() -> server.inbox().samples().size() > before + 100);
        assertThat(node.status().lanes()).allMatch(lane -> lane.account().dropped() == 0);
      }
    }
    try (Node node = start()) {
      plant.step(Duration.ofHours(1));
      awaitAllDelivered(node);
      assertThat(server.inbox().samples()).doesNotHaveDuplicates();
      Set<Sample> delivered = new HashSet<>(server.inbox().samples());
      Sample last = server.inbox().samples().getLast();
      assertThat(plant.ledger().stream().filter(s -> s.sourceTime() < last.sourceTime()))
          .allMatch(delivered::contains);
    }
  }

  /**
   * The disk turns read-only under a node at work; it goes on deciding, and loses nothing it has
   * room for.
   */
  @Test
  void aNodeWhoseDiskFailsDecidesOnAndRecoversByItself() {
    ModelBundle model = model(LOOP1, 0.1f);
    declare(TinyModel.workload("loop1", 1, LOOP1, model.digest()));
    AtomicReference<FaultyDisk> disk = new AtomicReference<>();
    try (Node node =
        Node.start(
            settings("home"),
            folder -> {
              disk.set(new FaultyDisk(folder, 1));
              return disk.get();
            },
            List.of(plant),
            CLOCK)) {
      awaitRunning(node, "loop1", model.digest());
      awaitPredictions(10);
      disk.get().turnReadOnly();
      await().until(() -> node.status().lanes().stream().anyMatch(lane -> lane.trouble() != null));
      long before = workload(node, "loop1").decidedThrough();
      await()
          .until(() -> workload(node, "loop1").decidedThrough() > before + 30 * TestPlant.SECOND);
      disk.get().mend();
      await().until(() -> node.status().lanes().stream().allMatch(lane -> lane.trouble() == null));
      awaitPredictions(40);
      plant.step(Duration.ofHours(1));
      awaitAllDelivered(node);
      assertThat(node.status().lanes()).allMatch(lane -> lane.account().balanced());
    }
    assertEachWindowHasOnePrediction(LOOP1);
  }

  @Test
  void aNodeWaitsForADiskThatCannotBeUsedAndSaysSo() {
    declare();
    AtomicReference<FaultyDisk> disk = new AtomicReference<>();
    Thread.ofPlatform()
        .start(
            () ->
                await()
                    .untilAsserted(
                        () -> {
                          assertThat(disk.get().refusals()).isGreaterThan(3);
                          disk.get().mend();
                        }));
    try (Node node =
        Node.start(
            settings("home"),
            folder -> {
              disk.set(new FaultyDisk(folder, 1));
              disk.get().fail(FaultyDisk.Operation.REPLACE);
              return disk.get();
            },
            List.of(plant),
            CLOCK)) {
      await().until(() -> server.inbox().samples().size() > 40);
    }
  }
}

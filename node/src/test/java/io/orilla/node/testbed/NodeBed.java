package io.orilla.node.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.node.Node;
import io.orilla.node.NodeSettings;
import io.orilla.node.delivery.DeliverySettings;
import io.orilla.node.delivery.DeliverySettings.Gather;
import io.orilla.node.delivery.LinkSettings;
import io.orilla.node.disk.Disk;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.workload.LifeSettings;
import io.orilla.node.workload.ShadowBudget;
import io.orilla.node.workload.WorkloadState;
import io.orilla.node.workload.WorkloadStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The home of a node that joined, a plant that samples and a server that is there or not. What is
 * said of the node is of the one that was started last.
 */
public final class NodeBed implements AutoCloseable {
  public static final ObjectName NAME = new ObjectName("hall-1");
  public static final AssetName LOOP1 = new AssetName("riva/hall1/water/loop1");
  public static final AssetName LOOP2 = new AssetName("riva/hall1/water/loop2");
  public static final InstantSource CLOCK = InstantSource.system();

  /** Short soaks; a window may take 2 s, as the machine may be busy. */
  public static final LifeSettings LIFE =
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

  static {
    // What takes the start of a process, or many windows, takes long on a busy machine.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private final TestServer server;
  private final TestPlant plant;
  private final NodeSettings settings;
  private final List<Connector> connectors = new ArrayList<>();
  private volatile double level;
  private @Nullable Node node;

  /** Of short soaks. */
  public static NodeBed forModels(Path folder, Duration step) throws Exception {
    return new NodeBed(folder, step, draft -> draft.life = LIFE);
  }

  /** Of small segments and batches, so that there are many, and a fast plant. */
  public static NodeBed forRecords(Path folder) throws Exception {
    return new NodeBed(
        folder,
        Duration.ofMillis(2),
        draft -> {
          draft.journal =
              new JournalSettings(
                  64 << 10, Duration.ofMillis(10), Duration.ofMillis(20), 256 << 20);
          draft.delivery =
              new DeliverySettings(
                  32 << 10,
                  Gather.of(Duration.ofMillis(10)),
                  Duration.ofSeconds(1),
                  LinkSettings.UNLIMITED);
        });
  }

  /**
   * @param step how long the plant takes for a second of its time
   */
  public NodeBed(Path folder, Duration step, Consumer<NodeSettings.Draft> changes)
      throws Exception {
    this.server = new TestServer(folder.resolve("server"));
    this.plant = new TestPlant(step, () -> level);
    this.connectors.add(plant);
    this.settings = settings(folder.resolve("home")).with(changes);
    Node.join(settings, server.token(), NAME, CLOCK);
  }

  /** With few and short waits for the server. */
  public static NodeSettings settings(Path home) {
    return NodeSettings.at(home)
        .with(
            draft -> {
              draft.poll = Duration.ofSeconds(2);
              draft.firstRetry = Duration.ofMillis(10);
              draft.longestRetry = Duration.ofMillis(100);
            });
  }

  public NodeSettings settings() {
    return settings;
  }

  public TestServer server() {
    return server;
  }

  public TestInbox inbox() {
    return server.inbox();
  }

  public TestPlant plant() {
    return plant;
  }

  /** From now on the plant's values are so much higher. */
  public void level(double higher) {
    level = higher;
  }

  /** Nodes that are started from now on speak with others than the plant, too. */
  public NodeBed with(Connector connector) {
    connectors.add(connector);
    return this;
  }

  public Node start() {
    return start(UnaryOperator.identity());
  }

  /** Starts a node that writes to another disk than the folder's. */
  public Node start(UnaryOperator<Disk> disks) {
    return start(settings, disks);
  }

  public Node start(NodeSettings others) {
    return start(others, UnaryOperator.identity());
  }

  private Node start(NodeSettings with, UnaryOperator<Disk> disks) {
    Node started = Node.start(with, disks, connectors, CLOCK);
    node = started;
    return started;
  }

  public Node node() {
    return Objects.requireNonNull(node, "no node was started");
  }

  /** A model of windows of three rows. */
  public ModelBundle model(AssetName asset, float factor) {
    return TinyModel.write(
        server.blobs(), asset, TinyModel.preparation(Duration.ofSeconds(5)), 3, factor);
  }

  /** A model of windows of one row, as those that do harm. */
  public Digest ofOneRow(float factor) {
    return TinyModel.write(
            server.blobs(), LOOP1, TinyModel.preparation(Duration.ofSeconds(5)), 1, factor)
        .digest();
  }

  public Digest harmful(Harm harm) {
    return TinyModel.write(server.blobs(), LOOP1, harm).digest();
  }

  public static DesiredState.Source source() {
    return TestPlant.source(NAME, 1, LOOP1, LOOP2);
  }

  /** Declares that both loops are read, and these workloads. */
  public void declare(DesiredState.Workload... workloads) {
    server.declare(NAME, List.of(source()), List.of(workloads));
  }

  /** A champion that decides on the first loop. */
  public static DesiredState.Workload loop1(long generation, Digest bundle) {
    return TinyModel.workload("loop1", generation, LOOP1, bundle);
  }

  /** Declares that a champion is to go, and nothing else than the source. */
  public void remove(String workload) {
    server.declare(NAME, List.of(source()), List.of(), List.of(new ObjectName(workload)));
  }

  public WorkloadStatus workload(String name) {
    return node().status().workloads().stream()
        .filter(status -> status.name().text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  public WorkloadStatus awaitState(String name, WorkloadState state) {
    return awaitWorkload(name, state.name(), status -> status.state() == state);
  }

  /** Until a model is at work, and was long enough to be trusted. */
  public void awaitGood(String name, Digest bundle) {
    awaitWorkload(name, "good", status -> runs(status, bundle) && status.reason().isEmpty());
  }

  public void awaitRunning(String name, Digest bundle) {
    awaitWorkload(name, "at work", status -> runs(status, bundle));
  }

  private static boolean runs(WorkloadStatus status, Digest bundle) {
    return status.state() == WorkloadState.RUNNING && bundle.equals(status.running());
  }

  private WorkloadStatus awaitWorkload(
      String name, String what, Predicate<WorkloadStatus> condition) {
    return await(name + " is " + what).ignoreExceptions().until(() -> workload(name), condition);
  }

  /** Until some windows more have their predictions. */
  public void awaitDecidesOn(String name) {
    awaitDecided(name, 5);
  }

  public void awaitDecided(String name, int windows) {
    long enough = workload(name).decidedThrough() + windows * TestPlant.SECOND;
    await(name + " decides").until(() -> workload(name).decidedThrough() > enough);
  }

  public List<Prediction> predictions(String workload) {
    return inbox().predictions().stream()
        .filter(prediction -> prediction.workload().text().equals(workload))
        .toList();
  }

  public void awaitPredictions(String workload, int more) {
    int enough = predictions(workload).size() + more;
    await("predictions of " + workload).until(() -> predictions(workload).size() >= enough);
  }

  /** All windows of a workload follow each other by one second, each predicted once. */
  public void assertEachWindowHasOnePrediction(String workload) {
    List<Prediction> predictions = predictions(workload);
    assertThat(predictions).isNotEmpty();
    for (int i = 1; i < predictions.size(); i++) {
      assertThat(predictions.get(i).window().to() - predictions.get(i - 1).window().to())
          .as("after window %s", predictions.get(i - 1).window())
          .isEqualTo(TestPlant.SECOND);
    }
  }

  public void assertNothingIsPredictedTwice() {
    assertThat(inbox().predictions()).extracting(Prediction::id).doesNotHaveDuplicates();
  }

  /** Until the server has all but what the plant has just handed out. */
  public void awaitAllDelivered() {
    await()
        .untilAsserted(
            () ->
                assertThat(node().status().lanes())
                    .allMatch(lane -> lane.account().pending() < 50 && lane.account().balanced()));
  }

  @Override
  public void close() throws Exception {
    if (node != null) {
      node.close();
    }
    plant.close();
    server.close();
  }
}

package io.orilla.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.Manifest;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Interlock;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;
import io.orilla.node.blob.BlobSettings;
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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes models over only while signals say that it may be. */
final class NodeInterlockTest {
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

  private void declare(long generation, Digest bundle, Interlock... interlocks) {
    server.declare(
        NAME,
        List.of(TestPlant.source(NAME, 1, LOOP)),
        List.of(
            new DesiredState.Workload(
                new ObjectName("loop"),
                generation,
                LOOP,
                "anomaly",
                new ObjectName("tiny"),
                1,
                bundle,
                Set.of(Manifest.MODEL_BUNDLE),
                Role.CHAMPION,
                List.of(interlocks),
                false)));
  }

  /** The plant's flow swings between -1 and 1, and each step of it is a second. */
  private static Interlock flow(double low, double high, Duration lasting) {
    return new Interlock(
        LOOP.signal("flow"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of(low, high)),
        lasting,
        Optional.empty());
  }

  private WorkloadStatus status() {
    return node.status().workloads().getFirst();
  }

  private void awaitDecidesOn() {
    long before = status().decidedThrough();
    await().atMost(LONG).until(() -> status().decidedThrough() > before + 5 * TestPlant.SECOND);
  }

  private void awaitGood(Digest bundle) {
    await("a good model")
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () ->
                status().state() == WorkloadState.RUNNING
                    && status().reason().isEmpty()
                    && bundle.equals(status().running()));
  }

  private void awaitWaits() {
    await("waits")
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () ->
                status().state() == WorkloadState.STAGED
                    && status()
                        .reason()
                        .startsWith(
                            "waits until riva/hall1/water/loop1/flow is between 5.0 and 6.0 for 10s; it is not since "));
  }

  @Test
  void aNewVersionWaitsStagedAndTheOneBeforeDecidesUntilANewerStateComes() {
    declare(1, model);
    awaitGood(model);
    Digest waits = tiny(0.2f);
    declare(2, waits, flow(5, 6, Duration.ofSeconds(10)));
    awaitWaits();
    assertThat(status().running()).isEqualTo(model);
    awaitDecidesOn();
    await("the server hears why")
        .atMost(LONG)
        .until(
            () ->
                server.inbox().events(Event.WorkloadState.class).stream()
                    .anyMatch(event -> event.reason().startsWith("waits until ")));
    Digest next = tiny(0.3f);
    declare(3, next);
    awaitGood(next);
  }

  @Test
  void aNewVersionTakesOverWhenItsInterlocksHold() {
    declare(1, model);
    awaitGood(model);
    Digest next = tiny(0.2f);
    declare(2, next, flow(-1, 1, Duration.ofSeconds(60)));
    awaitGood(next);
  }

  @Test
  void whatProvedGoodLastComesBackAfterARestartWithoutWaiting() {
    declare(1, model, flow(-1, 1, Duration.ofSeconds(5)));
    awaitGood(model);
    declare(2, model, flow(5, 6, Duration.ofSeconds(10)));
    await().atMost(LONG).until(() -> status().generation() == 2);
    node.close();
    node = Node.start(settings(), List.of(plant), InstantSource.system());
    awaitGood(model);
    awaitDecidesOn();
  }
}

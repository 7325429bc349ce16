package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.local.LaneStatus;
import io.orilla.node.state.StateKeeper;
import io.orilla.node.testbed.NodeBed;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node and its home: whose it is, and what happens when its disk fails. */
final class NodeDiskTest {
  /** A sample in the journal takes more. */
  private static final long BYTES_OF_SAMPLE = 50;

  private final Path folder;
  @AutoClose private final NodeBed bed;

  NodeDiskTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    bed = NodeBed.forRecords(folder);
  }

  @Test
  void aHomeIsHeldByOneNode() {
    try (Node node = bed.start()) {
      assertThat(node.localPort()).isPositive();
      assertThatThrownBy(bed::start)
          .isInstanceOf(OrillaException.class)
          .hasMessageContaining("another program runs with the home");
    }
  }

  @Test
  void aHomeThatNeverJoinedSaysHowTo() {
    assertThatThrownBy(
            () -> Node.start(NodeBed.settings(folder.resolve("other")), List.of(), NodeBed.CLOCK))
        .hasMessageContaining("--join TOKEN --name NAME");
  }

  /**
   * The disk turns read-only under a node at work; it goes on deciding, and loses nothing it has
   * room for.
   */
  @Test
  void aNodeWhoseDiskFailsDecidesOnAndRecoversByItself() {
    ModelBundle model = bed.model(LOOP1, 0.1f);
    bed.declare(loop1(1, model.digest()));
    AtomicReference<FaultyDisk> disk = new AtomicReference<>();
    try (Node node =
        bed.start(
            home -> {
              disk.set(new FaultyDisk(home, 1));
              return disk.get();
            })) {
      bed.awaitRunning("loop1", model.digest());
      bed.awaitPredictions("loop1", 10);
      disk.get().turnReadOnly();
      await().until(() -> node.status().lanes().stream().anyMatch(lane -> lane.trouble() != null));
      bed.awaitDecided("loop1", 30);
      disk.get().mend();
      await().until(() -> node.status().lanes().stream().allMatch(lane -> lane.trouble() == null));
      bed.awaitPredictions("loop1", 40);
      bed.plant().step(Duration.ofHours(1));
      bed.awaitAllDelivered();
      assertThat(node.status().lanes()).allMatch(lane -> lane.account().balanced());
    }
    bed.assertEachWindowHasOnePrediction("loop1");
  }

  /** The server is away until the lane is over its budget. */
  @Test
  void aLaneKeepsToTheBudgetThatAgentYamlSets() throws Exception {
    Path home = bed.settings().home();
    Files.writeString(
        home.resolve("agent.yaml"),
        """
        longestRetry: 200ms
        journal:
          segmentBytes: 20000
          budgets:
            signals: {pending: 100000}
        ...
        """);
    bed.declare();
    try (Node node = bed.start(NodeSettings.file(home).load().settings())) {
      await().until(() -> bed.inbox().samples().size() > 40);
      bed.server().stop();
      bed.plant().step(Duration.ofNanos(200_000));
      await().until(() -> signals(node).dropped() > 0);
      bed.plant().step(Duration.ofHours(1));
      await().until(() -> signals(node).pending() * BYTES_OF_SAMPLE < 160_000);
      bed.server().start();
      await().until(() -> !bed.inbox().events(Event.Dropped.class).isEmpty());
    }
    assertThat(bed.inbox().events(Event.Dropped.class))
        .allMatch(loss -> loss.lane() == Lane.SIGNALS && loss.reason().equals("over budget"));
  }

  /** The disk is slow to keep the state; whoever opens the home next must find nobody there. */
  @Test
  void aNodeThatClosesWhileAStateComesReadsNothingAnew() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch kept = new CountDownLatch(1);
    Node node = bed.start(disk -> slowToKeepStates(disk, arrived, kept));
    bed.declare();
    arrived.await();
    Thread closing = Thread.ofPlatform().start(node::close);
    await().until(() -> closing.getState() == Thread.State.BLOCKED || !closing.isAlive());
    assertThat(closing.isAlive()).as("it waits for the state").isTrue();
    kept.countDown();
    closing.join();
    assertThat(bed.plant().isRead()).isFalse();
  }

  private static Disk slowToKeepStates(Disk disk, CountDownLatch arrived, CountDownLatch kept) {
    return (Disk)
        Proxy.newProxyInstance(
            Disk.class.getClassLoader(),
            new Class<?>[] {Disk.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("replace") && arguments[0].equals(StateKeeper.NAME)) {
                arrived.countDown();
                kept.await();
              }
              try {
                return method.invoke(disk, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** An epoch ends while the disk takes nothing, and so does the node, before a new one begins. */
  @Test
  void aNodeThatClosesWhileItWaitsForItsDiskBeginsNoEpoch() throws Exception {
    bed.declare();
    CompletableFuture<FaultyDisk> faulty = new CompletableFuture<>();
    try (Node node =
        bed.start(
            home -> {
              faulty.complete(new FaultyDisk(home, 1));
              return faulty.join();
            })) {
      await().until(() -> !bed.inbox().samples().isEmpty());
      faulty.join().fail(FaultyDisk.Operation.REPLACE);
      bed.inbox().refuseEpochsSoFar();
      Thread epoch = await().until(NodeDiskTest::waitingForAnEpoch, Optional::isPresent).get();
      node.close();
      faulty.join().mend();
      epoch.join();
      assertThat(bed.plant().isRead()).isFalse();
      try (Node next = bed.start()) {
        assertThat(next.status().epoch()).isEqualTo(node.status().epoch());
      }
    }
  }

  private static Optional<Thread> waitingForAnEpoch() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("epoch"))
        .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
        .findFirst();
  }

  private static LaneAccount signals(Node node) {
    return node.status().lanes().stream()
        .map(LaneStatus::account)
        .filter(account -> account.lane() == Lane.SIGNALS)
        .findFirst()
        .orElseThrow();
  }

  /** The test goes on when the disk was refused some times, or the node would wait for ever. */
  @Test
  void aNodeWaitsForADiskThatCannotBeUsedAndSaysSo() throws Exception {
    bed.declare();
    CompletableFuture<FaultyDisk> disk = new CompletableFuture<>();
    Thread mender = Thread.ofPlatform().daemon().start(() -> mendAfterRefusals(disk.join(), 4));
    try (Node _ =
        bed.start(
            home -> {
              FaultyDisk faulty = new FaultyDisk(home, 1);
              faulty.fail(FaultyDisk.Operation.REPLACE);
              disk.complete(faulty);
              return faulty;
            })) {
      mender.join();
      assertThat(disk.join().refusals()).isGreaterThanOrEqualTo(4);
      await().until(() -> bed.inbox().samples().size() > 40);
    }
  }

  private static void mendAfterRefusals(FaultyDisk disk, int count) {
    try {
      await().until(() -> disk.refusals() >= count);
    } finally {
      disk.mend();
    }
  }
}

package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.testbed.NodeBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node and its home: whose it is, and what happens when its disk fails. */
final class NodeDiskTest {
  @TempDir Path folder;
  private NodeBed bed;

  @BeforeEach
  void open() throws Exception {
    bed = NodeBed.forRecords(folder);
  }

  @AfterEach
  void close() throws Exception {
    bed.close();
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

  @Test
  void aNodeWaitsForADiskThatCannotBeUsedAndSaysSo() {
    bed.declare();
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
    try (Node _ =
        bed.start(
            home -> {
              disk.set(new FaultyDisk(home, 1));
              disk.get().fail(FaultyDisk.Operation.REPLACE);
              return disk.get();
            })) {
      await().until(() -> bed.inbox().samples().size() > 40);
    }
  }
}

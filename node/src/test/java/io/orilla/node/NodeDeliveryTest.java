package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Sample;
import io.orilla.node.local.NodeStatus;
import io.orilla.node.testbed.NodeBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plant hands a node reaches a server that is there or not. */
final class NodeDeliveryTest {
  @AutoClose private final NodeBed bed;

  NodeDeliveryTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forRecords(folder);
  }

  @Test
  void aNodePredictsAndDeliversEverySampleThatThePlantHanded() {
    ModelBundle model = bed.model(LOOP1, 0.1f);
    bed.declare(loop1(1, model.digest()));
    try (Node node = bed.start()) {
      bed.awaitRunning("loop1", model.digest());
      bed.awaitPredictions("loop1", 50);
      assertThat(node.status().desired()).isEqualTo(node.status().applied());
      bed.plant().step(Duration.ofHours(1));
      bed.awaitAllDelivered();
    }
    try (Node _ = bed.start()) {
      bed.awaitAllDelivered();
      await()
          .untilAsserted(
              () ->
                  assertThat(new HashSet<>(bed.inbox().samples()))
                      .containsAll(bed.plant().ledger()));
    }
    bed.assertEachWindowHasOnePrediction("loop1");
    Prediction last = bed.inbox().predictions().getLast();
    assertThat(last.decision()).isEqualTo(Decision.NORMAL);
    assertThat(last.outputs()).containsOnlyKeys("score", "contribution");
    assertThat(last.model()).isEqualTo(model.digest());
    assertThat(last.latency()).isPositive();
  }

  @Test
  void aNodeThatBootsWithTheServerDownPredictsAndDeliversWhenItIsBack() throws Exception {
    ModelBundle model = bed.model(LOOP1, 0.1f);
    bed.declare(loop1(1, model.digest()));
    try (Node _ = bed.start()) {
      bed.awaitRunning("loop1", model.digest());
      bed.awaitPredictions("loop1", 10);
    }
    bed.server().stop();
    try (Node node = bed.start()) {
      bed.awaitRunning("loop1", model.digest());
      bed.awaitDecided("loop1", 30);
      assertThat(node.status().server().connected()).isFalse();
      bed.server().start();
      bed.awaitPredictions("loop1", 40);
      bed.awaitAllDelivered();
    }
    bed.assertNothingIsPredictedTwice();
    assertThat(bed.inbox().events(Event.Gap.class))
        .allMatch(gap -> gap.reason().equals("restart"))
        .hasSize(4);
  }

  @Test
  void answersThatAreLostLeaveEachRecordThereOnce() {
    ModelBundle model = bed.model(LOOP1, 0.1f);
    bed.declare(loop1(1, model.digest()));
    try (Node _ = bed.start()) {
      bed.awaitRunning("loop1", model.digest());
      bed.inbox().loseAnswers(10);
      bed.awaitPredictions("loop1", 100);
      bed.plant().step(Duration.ofHours(1));
      bed.awaitAllDelivered();
      assertThat(bed.inbox().samples()).doesNotHaveDuplicates();
      bed.assertNothingIsPredictedTwice();
    }
  }

  @Test
  void aServerThatLostItsNewestRecordsGetsThemAgain() {
    ModelBundle model = bed.model(LOOP1, 0.1f);
    bed.declare(loop1(1, model.digest()));
    try (Node _ = bed.start()) {
      bed.awaitRunning("loop1", model.digest());
      bed.awaitPredictions("loop1", 20);
      bed.inbox().forgetLastBlocks();
      bed.awaitPredictions("loop1", 50);
      bed.awaitAllDelivered();
    }
    bed.assertEachWindowHasOnePrediction("loop1");
  }

  @Test
  void anEpochThatTheServerRefusesEndsAndTheNodeGoesOnInANewOne() {
    ModelBundle model = bed.model(LOOP1, 0.1f);
    bed.declare(loop1(1, model.digest()));
    try (Node node = bed.start()) {
      bed.awaitRunning("loop1", model.digest());
      bed.awaitPredictions("loop1", 20);
      NodeStatus before = node.status();
      bed.inbox().refuseEpochsSoFar();
      await().until(() -> !node.status().epoch().equals(before.epoch()));
      bed.awaitRunning("loop1", model.digest());
      bed.awaitPredictions("loop1", 20);
      assertThat(bed.inbox().events(Event.Dropped.class)).isNotEmpty();
      bed.assertNothingIsPredictedTwice();
    }
  }

  @Test
  void anInterruptedSourceLeavesANamedGapForEachSignal() {
    bed.declare();
    try (Node node = bed.start()) {
      await().until(() -> bed.inbox().samples().size() > 40);
      bed.plant().interrupt();
      await().until(() -> bed.inbox().events(Event.Gap.class).size() == 4);
      assertThat(bed.inbox().events(Event.Gap.class))
          .allMatch(gap -> gap.reason().equals("disconnected") && gap.after() < gap.before());
      assertThat(node.status().sources()).allMatch(source -> source.connected());
    }
  }

  @Test
  void whatThePlantHandedIsDeliveredOnceThroughStops() {
    bed.declare();
    for (int run = 0; run < 3; run++) {
      try (Node node = bed.start()) {
        int before = bed.inbox().samples().size();
        await().until(() -> bed.inbox().samples().size() > before + 100);
        assertThat(node.status().lanes()).allMatch(lane -> lane.account().dropped() == 0);
      }
    }
    try (Node _ = bed.start()) {
      bed.plant().step(Duration.ofHours(1));
      bed.awaitAllDelivered();
      assertThat(bed.inbox().samples()).doesNotHaveDuplicates();
      Set<Sample> delivered = new HashSet<>(bed.inbox().samples());
      Sample last = bed.inbox().samples().getLast();
      assertThat(bed.plant().ledger().stream().filter(s -> s.sourceTime() < last.sourceTime()))
          .allMatch(delivered::contains);
    }
  }
}

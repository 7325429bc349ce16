package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.LOOP2;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.alarm.AlarmState;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.document.Preparation;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.TestTransfers.Fault;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models come to a node, take each other over, and go. */
final class NodeModelTest {
  @AutoClose private final NodeBed bed;

  NodeModelTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forRecords(folder);
  }

  @Test
  void modelsSwapUnderLoadAndEveryWindowHasExactlyOnePrediction() {
    ModelBundle first = bed.model(LOOP1, 0.1f);
    ModelBundle second = bed.model(LOOP1, 0.2f);
    bed.declare(loop1(1, first.digest()));
    try (Node _ = bed.start()) {
      bed.plant().step(Duration.ofNanos(200_000));
      bed.awaitRunning("loop1", first.digest());
      for (int generation = 2; generation <= 7; generation++) {
        ModelBundle next = generation % 2 == 0 ? second : first;
        bed.declare(loop1(generation, next.digest()));
        bed.awaitRunning("loop1", next.digest());
        await().until(() -> bed.inbox().predictions().getLast().model().equals(next.digest()));
      }
      bed.plant().step(Duration.ofHours(1));
      bed.awaitAllDelivered();
    }
    bed.assertEachWindowHasOnePrediction("loop1");
    List<Event.ModelSwapped> swaps = bed.inbox().events(Event.ModelSwapped.class);
    assertThat(swaps).hasSize(7);
    assertThat(swaps.getFirst().from()).isNull();
    for (Event.ModelSwapped swap : swaps) {
      assertThat(bed.inbox().predictions())
          .anyMatch(p -> p.window().to() == swap.firstWindow() && p.model().equals(swap.to()));
    }
  }

  @Test
  void aModelWithAnotherPreparationTakesOverWithoutAWindowDecidedTwice() {
    ModelBundle first = bed.model(LOOP1, 0.1f);
    Preparation other = TinyModel.preparation(Duration.ofSeconds(9));
    ModelBundle second = TinyModel.write(bed.server().blobs(), LOOP1, other, 2, 0.2f);
    bed.declare(loop1(1, first.digest()));
    try (Node _ = bed.start()) {
      bed.awaitRunning("loop1", first.digest());
      bed.awaitPredictions("loop1", 20);
      bed.declare(loop1(2, second.digest()));
      bed.awaitRunning("loop1", second.digest());
      bed.awaitPredictions("loop1", 20);
    }
    bed.assertEachWindowHasOnePrediction("loop1");
    List<Prediction> predictions = bed.inbox().predictions();
    long from = predictions.getFirst().samples().from();
    assertThat(predictions.getLast().samples().from()).isGreaterThan(from);
    assertThat(predictions.getLast().model()).isEqualTo(second.digest());
  }

  @Test
  void aWrongBlobIsRefusedWithItsReasonAndDelaysNoOtherWorkload() {
    ModelBundle good = bed.model(LOOP1, 0.1f);
    ModelBundle bad = bed.model(LOOP2, 0.3f);
    bed.server().transfers().fail(bad.graph(), Fault.DAMAGED);
    bed.declare(
        TinyModel.workload("bad", 1, LOOP2, bad.digest()),
        TinyModel.workload("good", 1, LOOP1, good.digest()));
    try (Node _ = bed.start()) {
      bed.awaitRunning("good", good.digest());
      await().until(() -> bed.workload("bad").reason().contains("it was damaged or replaced"));
      bed.server().transfers().mend(bad.graph());
      bed.awaitRunning("bad", bad.digest());
    }
  }

  @Test
  void aModelThatCannotBeLoadedLeavesTheOneBeforeAtWork() {
    ModelBundle good = bed.model(LOOP1, 0.1f);
    ModelBundle broken = TinyModel.writeBroken(bed.server().blobs(), LOOP1);
    bed.declare(loop1(1, good.digest()));
    try (Node node = bed.start()) {
      bed.awaitRunning("loop1", good.digest());
      bed.declare(loop1(2, broken.digest()));
      await().until(() -> bed.workload("loop1").state() == WorkloadState.FAILED);
      bed.awaitPredictions("loop1", 20);
      assertThat(bed.workload("loop1").running()).isEqualTo(good.digest());
      assertThat(node.status().applied()).isNotEqualTo(node.status().desired());
    }
  }

  @Test
  void aChampionThatIsMerelyAbsentGoesOnAndOneThatIsRemovedStops() {
    ModelBundle model = bed.model(LOOP1, 0.1f);
    bed.declare(loop1(1, model.digest()));
    try (Node node = bed.start()) {
      bed.awaitRunning("loop1", model.digest());
      bed.declare();
      await().until(() -> node.status().applied().counter() == 2);
      bed.awaitPredictions("loop1", 10);
      assertThat(bed.workload("loop1").state()).isEqualTo(WorkloadState.RUNNING);
      bed.remove("loop1");
      await().until(() -> node.status().workloads().isEmpty());
      await()
          .untilAsserted(
              () ->
                  assertThat(bed.inbox().events(Event.WorkloadState.class))
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
  void aDetectorThatFiresRaisesOneAlarmAndClearsIt() {
    ModelBundle model = bed.model(LOOP1, 3f);
    bed.declare(loop1(1, model.digest()));
    try (Node _ = bed.start()) {
      bed.awaitRunning("loop1", model.digest());
      await().until(() -> bed.inbox().events(Event.Alarm.class).size() >= 4);
    }
    List<Event.Alarm> alarms = bed.inbox().events(Event.Alarm.class);
    for (int i = 0; i < alarms.size(); i++) {
      boolean active = i % 2 == 0;
      assertThat(alarms.get(i).state()).isEqualTo(active ? AlarmState.ACTIVE : AlarmState.RETURNED);
      assertThat(alarms.get(i).value() > 1).isEqualTo(active);
    }
  }
}

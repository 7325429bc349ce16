package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.LOOP2;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.testbed.Harm;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import io.orilla.node.workload.WorkloadStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that do harm, on a real node: real graphs, real children, a real server. */
final class NodeRollbackTest {
  private static final double LOUD = 100;

  @AutoClose private final NodeBed bed;

  NodeRollbackTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forModels(folder, Duration.ofMillis(5));
  }

  @Test
  void aModelThatHangsInItsTrialDelaysNeitherAnotherNorItsOwnSuccessor() {
    bed.declare(
        loop1(1, bed.harmful(Harm.HANGS)),
        TinyModel.workload("loop2", 1, LOOP2, bed.model(LOOP2, 0.1f).digest()));
    try (Node _ = bed.start()) {
      bed.awaitState("loop1", WorkloadState.STARTING);
      bed.awaitGood("loop2", bed.model(LOOP2, 0.1f).digest());
      Digest next = bed.model(LOOP1, 0.2f).digest();
      bed.declare(
          loop1(2, next), TinyModel.workload("loop2", 1, LOOP2, bed.model(LOOP2, 0.1f).digest()));
      bed.awaitGood("loop1", next);
    }
  }

  @Test
  void aModelThatCrashesNativeCodeFailsAloneAndTheOneBeforeGoesOn() {
    Digest before = bed.model(LOOP1, 0.1f).digest();
    bed.declare(loop1(1, before));
    try (Node _ = bed.start()) {
      bed.awaitGood("loop1", before);
      bed.declare(loop1(2, bed.harmful(Harm.CRASHES)));
      WorkloadStatus failed = bed.awaitState("loop1", WorkloadState.FAILED);
      assertThat(failed.reason()).contains("ended its process with SIG");
      assertThat(failed.running()).isEqualTo(before);
      bed.awaitDecidesOn("loop1");
    }
  }

  /** Offline: the way back needs no server. */
  @Test
  void aModelThatGivesNoNumbersIsRolledBackAndHeldBackUntilANewerGenerationSaysRetry()
      throws Exception {
    Digest before = bed.model(LOOP1, 0.1f).digest();
    Digest bad = bed.harmful(Harm.NAN_ON_DATA);
    bed.declare(loop1(1, before));
    try (Node _ = bed.start()) {
      bed.awaitGood("loop1", before);
      bed.declare(loop1(2, bad));
      bed.awaitState("loop1", WorkloadState.STARTING);
      bed.server().stop();
      assertRolledBack(before);
    }
    try (Node _ = bed.start()) {
      assertRolledBack(before);
      bed.server().start();
      bed.declare(loop1(3, bad));
      await().until(() -> bed.workload("loop1").generation() == 3);
      assertRolledBack(before);
      int swaps = swaps();
      bed.declare(retry(loop1(4, bad)));
      await().until(() -> swaps() > swaps);
      assertRolledBack(before);
    }
  }

  private int swaps() {
    return bed.inbox().events(Event.ModelSwapped.class).size();
  }

  private static DesiredState.Workload retry(DesiredState.Workload workload) {
    return new DesiredState.Workload(
        workload.name(),
        workload.generation(),
        workload.asset(),
        workload.output(),
        workload.model(),
        workload.modelVersion(),
        workload.bundle(),
        workload.requires(),
        Role.CHAMPION,
        List.of(),
        true);
  }

  private void assertRolledBack(Digest good) {
    WorkloadStatus rolledBack = bed.awaitState("loop1", WorkloadState.ROLLED_BACK);
    assertThat(rolledBack.reason())
        .contains("of 3 windows too many failed; the last: the score is not a finite number");
    await().until(() -> good.equals(bed.workload("loop1").running()));
    bed.awaitDecidesOn("loop1");
  }

  /** Somebody went back from the second model to the first, and that was not in vain. */
  @Test
  void theGoodModelThatWasAtWorkLastComesBackNotTheOneThatProvedGoodLast() {
    Digest first = bed.model(LOOP1, 0.1f).digest();
    Digest second = bed.model(LOOP1, 0.2f).digest();
    bed.declare(loop1(1, first));
    try (Node _ = bed.start()) {
      bed.awaitGood("loop1", first);
      bed.declare(loop1(2, second));
      bed.awaitGood("loop1", second);
      bed.declare(loop1(3, first));
      bed.awaitGood("loop1", first);
      bed.declare(loop1(4, bed.harmful(Harm.NAN)));
      bed.awaitState("loop1", WorkloadState.FAILED);
      assertThat(bed.workload("loop1").running()).isEqualTo(first);
    }
  }

  @Test
  void aChampionThatHangsInNativeCodeIsBrokenOffAndRolledBack() {
    Digest before = bed.model(LOOP1, 0.1f).digest();
    Digest other = bed.model(LOOP2, 0.1f).digest();
    bed.declare(loop1(1, before), TinyModel.workload("loop2", 1, LOOP2, other));
    try (Node _ = bed.start()) {
      bed.awaitGood("loop1", before);
      bed.awaitGood("loop2", other);
      bed.declare(
          loop1(2, bed.harmful(Harm.HANGS_ON_DATA)), TinyModel.workload("loop2", 1, LOOP2, other));
      await().until(() -> bed.workload("loop1").generation() == 2);
      bed.awaitState("loop1", WorkloadState.RUNNING);
      bed.awaitDecidesOn("loop2");
      bed.awaitState("loop1", WorkloadState.ROLLED_BACK);
      bed.awaitDecidesOn("loop1");
      assertThat(bed.workload("loop1").running()).isEqualTo(before);
    }
  }

  @Test
  void aBadModelWithNoneToGoBackToFailsAndTheNextOneDecidesWhatWaited() {
    bed.declare(loop1(1, bed.harmful(Harm.NAN_ON_DATA)));
    try (Node _ = bed.start()) {
      WorkloadStatus failed = bed.awaitState("loop1", WorkloadState.FAILED);
      assertThat(failed.reason()).contains("no other model proved good here");
      assertThat(failed.running()).isNull();
      Digest next = bed.model(LOOP1, 0.1f).digest();
      bed.declare(loop1(2, next));
      bed.awaitGood("loop1", next);
    }
  }

  /** No number is shown for such a window; that the model is of no use says its state. */
  @Test
  void aGoodModelThatGivesNoNumbersAnyMoreIsDegradedAndGoesOnWhereNoOtherIsGood() {
    Digest model = bed.harmful(Harm.NAN_WHEN_LOUD);
    bed.declare(loop1(1, model));
    try (Node _ = bed.start()) {
      bed.awaitGood("loop1", model);
      bed.level(LOUD);
      awaitReason("degraded: of");
      bed.awaitPredictions("loop1", 30);
      assertThat(bed.predictions("loop1").getLast())
          .satisfies(
              prediction -> {
                assertThat(prediction.decision()).isEqualTo(Decision.NONE);
                assertThat(prediction.reason())
                    .isEqualTo(
                        new Prediction.Reason(
                            Prediction.Cause.MODEL_ERROR, "the score is not a finite number"));
                assertThat(prediction.outputs()).isEmpty();
              });
      assertThat(bed.workload("loop1").running()).isEqualTo(model);
      bed.level(0);
      bed.awaitGood("loop1", model);
      bed.assertEachWindowHasOnePrediction("loop1");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NAN_WHEN_LOUD", "HANGS_WHEN_LOUD"})
  void aGoodModelThatIsOfNoUseForAWholeStretchIsRolledBackToTheOneThatWasGoodBefore(Harm harm) {
    Digest before = bed.model(LOOP1, 0.1f).digest();
    Digest model = bed.harmful(harm);
    bed.declare(loop1(1, before));
    try (Node _ = bed.start()) {
      bed.awaitGood("loop1", before);
      bed.declare(loop1(2, model));
      bed.awaitGood("loop1", model);
      bed.level(LOUD);
      WorkloadStatus rolledBack = bed.awaitState("loop1", WorkloadState.ROLLED_BACK);
      assertThat(rolledBack.reason()).contains("windows too many failed; the last: ");
      await().until(() -> before.equals(bed.workload("loop1").running()));
      bed.awaitDecidesOn("loop1");
      bed.assertEachWindowHasOnePrediction("loop1");
    }
  }

  private void awaitReason(String begin) {
    await().until(() -> bed.workload("loop1").reason().startsWith(begin));
  }
}

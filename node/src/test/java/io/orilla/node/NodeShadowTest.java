package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
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
import io.orilla.node.testbed.Harm;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shadows beside a champion, on a real node with real graphs and a real server. */
final class NodeShadowTest {
  @AutoClose private final NodeBed bed;
  private Digest model;

  NodeShadowTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forModels(folder, Duration.ofMillis(10));
  }

  @BeforeEach
  void start() {
    model = bed.ofOneRow(0.1f);
    bed.start();
  }

  private void declare(DesiredState.Workload... shadows) {
    DesiredState.Workload champion = TinyModel.workload("loop", 1, LOOP1, model);
    bed.declare(
        Stream.concat(Stream.of(champion), Stream.of(shadows))
            .toArray(DesiredState.Workload[]::new));
  }

  private static DesiredState.Workload shadow(String name, long generation, Digest bundle) {
    return new DesiredState.Workload(
        new ObjectName(name),
        generation,
        LOOP1,
        "anomaly",
        new ObjectName("tiny"),
        1,
        bundle,
        Set.of(Manifest.MODEL_BUNDLE, DesiredState.Workload.SHADOWS),
        Role.SHADOW,
        List.of(),
        false);
  }

  private static Set<Long> ends(List<Prediction> predictions) {
    return predictions.stream()
        .map(prediction -> prediction.window().to())
        .collect(Collectors.toSet());
  }

  /** The shadow would raise an alarm now and then. */
  @Test
  void shadowsDecideTheChampionsWindowsAndNeverAct() {
    declare();
    bed.awaitGood("loop", model);
    Digest bold = bed.ofOneRow(9);
    Digest timid = bed.ofOneRow(0.01f);
    declare(shadow("bold", 1, bold), shadow("timid", 1, timid));
    bed.awaitGood("bold", bold);
    bed.awaitGood("timid", timid);
    bed.awaitPredictions("bold", 50);
    bed.awaitPredictions("timid", 5);
    List<Prediction> bolds = bed.predictions("bold");
    assertThat(bolds).allMatch(prediction -> prediction.role() == Role.SHADOW);
    assertThat(bolds).anyMatch(prediction -> prediction.decision() == Decision.ALARM);
    assertThat(bed.predictions("loop")).allMatch(prediction -> prediction.role() == Role.CHAMPION);
    await().untilAsserted(() -> assertThat(ends(bed.predictions("loop"))).containsAll(ends(bolds)));
    bed.assertNothingIsPredictedTwice();
    assertThat(bed.inbox().events(Event.Alarm.class)).isEmpty();
    assertThat(bed.inbox().events(Event.ModelSwapped.class))
        .isNotEmpty()
        .allMatch(swap -> swap.workload().text().equals("loop"));
    bed.assertEachWindowHasOnePrediction("loop");
  }

  @Test
  void aSlowShadowLeavesWindowsOutAndNamesThemAndTheChampionNone() {
    declare(shadow("slow", 1, bed.harmful(Harm.SLOW)));
    bed.awaitState("slow", WorkloadState.RUNNING);
    await().until(() -> bed.workload("slow").skipped().count() > 100);
    bed.awaitPredictions("slow", 1);
    declare();
    await().until(() -> !bed.inbox().events(Event.WindowsSkipped.class).isEmpty());
    List<Event.WindowsSkipped> skipped = bed.inbox().events(Event.WindowsSkipped.class);
    assertThat(skipped).allMatch(event -> event.workload().text().equals("slow"));
    long first =
        ends(bed.predictions("slow")).stream().mapToLong(Long::longValue).min().orElseThrow();
    long last = skipped.getLast().last();
    await()
        .untilAsserted(
            () -> {
              Set<Long> decided = ends(bed.predictions("slow"));
              long decidedUntilThen = decided.stream().filter(end -> end <= last).count();
              long left = skipped.stream().mapToLong(Event.WindowsSkipped::count).sum();
              assertThat((last - first) / TestPlant.SECOND + 1).isEqualTo(decidedUntilThen + left);
            });
    bed.assertEachWindowHasOnePrediction("loop");
  }

  @Test
  void aShadowThatHangsIsGivenUpAndTheChampionGoesOnDeciding() {
    declare();
    bed.awaitGood("loop", model);
    declare(shadow("hangs", 1, bed.harmful(Harm.HANGS_ON_DATA)));
    bed.awaitState("hangs", WorkloadState.FAILED);
    assertThat(bed.workload("loop").state()).isEqualTo(WorkloadState.RUNNING);
    assertThat(bed.workload("loop").running()).isEqualTo(model);
    bed.awaitPredictions("loop", 20);
    bed.assertEachWindowHasOnePrediction("loop");
  }

  @Test
  void aBadShadowIsRolledBackToTheShadowBeforeAndNotToTheChampion() {
    Digest before = bed.ofOneRow(0.2f);
    declare(shadow("beside", 1, before));
    bed.awaitGood("beside", before);
    declare(shadow("beside", 2, bed.harmful(Harm.NAN_ON_DATA)));
    bed.awaitState("beside", WorkloadState.ROLLED_BACK);
    await().until(() -> before.equals(bed.workload("beside").running()));
    assertThat(bed.workload("loop").running()).isEqualTo(model);
    bed.assertEachWindowHasOnePrediction("loop");
  }
}

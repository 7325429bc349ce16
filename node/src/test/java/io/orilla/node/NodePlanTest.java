package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.LOOP2;
import static io.orilla.node.testbed.NodeBed.NAME;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.Plan;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import io.orilla.node.workload.WorkloadStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a workload fits a node, which is said before anything is fetched. */
final class NodePlanTest {
  @AutoClose private final NodeBed bed;

  NodePlanTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forModels(folder, Duration.ofMillis(5));
  }

  @Test
  void aWorkloadThatRequiresWhatTheNodeDoesNotHaveIsRefusedAlone() {
    Digest model = bed.model(LOOP1, 0.1f).digest();
    DesiredState.Workload later =
        new DesiredState.Workload(
            new ObjectName("later"),
            1,
            LOOP2,
            "anomaly",
            new ObjectName("tiny"),
            1,
            bed.model(LOOP2, 0.2f).digest(),
            Set.of("clairvoyance"));
    bed.declare(loop1(1, model), later);
    try (Node _ = bed.start()) {
      bed.awaitGood("loop1", model);
      WorkloadStatus refused = bed.awaitState("later", WorkloadState.FAILED);
      assertThat(refused.reason()).contains("requires [clairvoyance]");
      bed.awaitDecidesOn("loop1");
    }
  }

  @Test
  void aPlanSaysWhatWouldBecomeOfAWorkloadAndRunsNothing() {
    Digest model = bed.model(LOOP1, 0.1f).digest();
    Digest other = bed.model(new AssetName("riva/hall1/water/loop9"), 0.2f).digest();
    DesiredState.Source source = TestPlant.source(NAME, 1, LOOP1);
    StateVersion asked =
        bed.server()
            .ask(
                NAME,
                List.of(source),
                List.of(),
                List.of(
                    TinyModel.workload("fits", 1, LOOP1, model),
                    TinyModel.workload("elsewhere", 1, LOOP2, other)));
    try (Node node = bed.start()) {
      await().until(() -> plans(asked).size() == 2);
      Plan fits = plan(asked, "fits");
      assertThat(fits.problems()).isEmpty();
      assertThat(fits.cautions()).noneMatch(caution -> caution.contains("trained on"));
      assertThat(fits.bytesToFetch()).isPositive();
      assertThat(fits.diskFree()).isPositive();
      Plan elsewhere = plan(asked, "elsewhere");
      assertThat(elsewhere.fits()).isFalse();
      assertThat(elsewhere.problems())
          .containsExactly(
              "no source of this node reads riva/hall1/water/loop2/flow",
              "no source of this node reads riva/hall1/water/loop2/pressure");
      assertThat(elsewhere.cautions())
          .containsExactly(
              "it was trained on riva/hall1/water/loop9 and is to decide on riva/hall1/water/loop2");
      assertThat(node.status().workloads()).isEmpty();
    }
  }

  private List<Plan> plans(StateVersion asked) {
    return bed.inbox().events(Event.Planned.class).stream()
        .filter(event -> event.version().equals(asked))
        .map(Event.Planned::plan)
        .toList();
  }

  private Plan plan(StateVersion asked, String name) {
    return plans(asked).stream()
        .filter(plan -> plan.workload().text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aWorkloadThatDoesNotFitIsRefusedBeforeItsBlobsAreFetchedAndStartsWhenItFits() {
    ModelBundle model = bed.model(LOOP1, 0.1f);
    DesiredState.Workload workload = loop1(1, model.digest());
    bed.server().declare(NAME, List.of(TestPlant.source(NAME, 1, LOOP2)), List.of(workload));
    try (Node _ = bed.start()) {
      WorkloadStatus refused = bed.awaitState("loop1", WorkloadState.FAILED);
      assertThat(refused.reason())
          .startsWith("no source of this node reads riva/hall1/water/loop1/flow");
      assertThat(bed.server().transfers().sent(model.graph())).isEmpty();
      bed.declare(workload);
      bed.awaitGood("loop1", model.digest());
    }
  }
}

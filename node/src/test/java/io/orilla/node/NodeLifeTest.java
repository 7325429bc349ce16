package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.LOOP2;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.journal.Event;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.TestTransfers.Fault;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workloads on their way while servers hang, forget and go away, on a real node. */
final class NodeLifeTest {
  @AutoClose private final NodeBed bed;

  NodeLifeTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forModels(folder, Duration.ofMillis(5));
  }

  @Test
  void aServerThatHangsInTheMiddleOfABlobDelaysNeitherAnotherNorASuccessor() {
    ModelBundle hangs = bed.model(LOOP1, 0.3f);
    bed.server().transfers().fail(hangs.graph(), Fault.HANGS);
    Digest other = bed.model(LOOP2, 0.1f).digest();
    bed.declare(loop1(1, hangs.digest()), TinyModel.workload("loop2", 1, LOOP2, other));
    try (Node _ = bed.start()) {
      bed.awaitGood("loop2", other);
      assertThat(bed.workload("loop1").state()).isEqualTo(WorkloadState.FETCHING);
      Digest next = bed.model(LOOP1, 0.2f).digest();
      bed.declare(loop1(2, next), TinyModel.workload("loop2", 1, LOOP2, other));
      bed.awaitGood("loop1", next);
    }
  }

  @Test
  void whatRunsIsAdoptedByItsDigestAndAReconnectRestartsNothing() throws Exception {
    Digest model = bed.model(LOOP1, 0.1f).digest();
    bed.declare(loop1(1, model));
    try (Node node = bed.start()) {
      bed.awaitGood("loop1", model);
      Instant since = bed.workload("loop1").since();
      bed.server().stop();
      bed.server().start();
      await().until(() -> node.status().server().connected());
      bed.declare(loop1(2, model));
      await().until(() -> bed.workload("loop1").generation() == 2);
      assertThat(bed.workload("loop1").since()).isEqualTo(since);
      assertThat(bed.workload("loop1").state()).isEqualTo(WorkloadState.RUNNING);
      assertThat(bed.inbox().events(Event.ModelSwapped.class)).hasSize(1);
    }
  }

  /** A server that was restored from yesterday's backup may not know of it. */
  @Test
  void aChampionThatNoStateNamesAnyMoreIsStartedAgainAfterARestart() {
    Digest model = bed.model(LOOP1, 0.1f).digest();
    bed.declare(loop1(1, model));
    try (Node node = bed.start()) {
      bed.awaitGood("loop1", model);
      bed.declare();
      await().until(() -> node.status().desired().counter() == 2);
    }
    try (Node node = bed.start()) {
      bed.awaitGood("loop1", model);
      bed.awaitDecidesOn("loop1");
      bed.remove("loop1");
      await().until(() -> node.status().workloads().isEmpty());
    }
  }

  /** The next desired state names a model that is not here yet, and the server is away. */
  @Test
  void theLastGoodModelStandsInWhileANewOneCannotBeFetched() throws Exception {
    Digest before = bed.model(LOOP1, 0.1f).digest();
    ModelBundle next = bed.model(LOOP1, 0.3f);
    bed.declare(loop1(1, before));
    try (Node _ = bed.start()) {
      bed.awaitGood("loop1", before);
      bed.server().transfers().fail(next.graph(), Fault.CUT);
      bed.declare(loop1(2, next.digest()));
      bed.awaitState("loop1", WorkloadState.FETCHING);
    }
    bed.server().stop();
    try (Node _ = bed.start()) {
      await().until(() -> before.equals(bed.workload("loop1").running()));
      bed.awaitDecidesOn("loop1");
      assertThat(bed.workload("loop1").state()).isEqualTo(WorkloadState.FETCHING);
    }
  }
}

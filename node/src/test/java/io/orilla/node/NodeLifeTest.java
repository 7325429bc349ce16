package io.orilla.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.Plan;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;
import io.orilla.node.blob.BlobSettings;
import io.orilla.node.testbed.Harm;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.testbed.TestTransfers.Fault;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.LifeSettings;
import io.orilla.node.workload.ShadowBudget;
import io.orilla.node.workload.WorkloadState;
import io.orilla.node.workload.WorkloadStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workloads whose models do harm, on a real node: real graphs, real children, a real server. */
final class NodeLifeTest {
  private static final ObjectName NAME = new ObjectName("hall-1");
  private static final AssetName LOOP1 = new AssetName("riva/hall1/water/loop1");
  private static final AssetName LOOP2 = new AssetName("riva/hall1/water/loop2");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Short soaks; a window may take 2 s, as the machine may be busy. */
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
          ShadowBudget.DEFAULT);

  @TempDir Path folder;
  private TestServer server;
  private TestPlant plant;

  @BeforeEach
  void open() throws Exception {
    server = new TestServer(folder.resolve("server"));
    plant = new TestPlant(Duration.ofMillis(5));
    Node.join(settings(), server.token(), NAME, CLOCK);
  }

  @AfterEach
  void close() throws Exception {
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

  private Node start() {
    return Node.start(settings(), List.of(plant), CLOCK);
  }

  private Digest good(AssetName asset, float factor) {
    return TinyModel.write(
            server.blobs(), asset, TinyModel.preparation(Duration.ofSeconds(5)), 3, factor)
        .digest();
  }

  private Digest bad(Harm harm) {
    return TinyModel.write(server.blobs(), LOOP1, harm).digest();
  }

  private void declare(DesiredState.Workload... workloads) {
    server.declare(NAME, List.of(TestPlant.source(NAME, 1, LOOP1, LOOP2)), List.of(workloads));
  }

  private static DesiredState.Workload loop1(long generation, Digest bundle) {
    return TinyModel.workload("loop1", generation, LOOP1, bundle);
  }

  private static WorkloadStatus status(Node node, String name) {
    return node.status().workloads().stream()
        .filter(status -> status.name().text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static WorkloadStatus awaitState(Node node, String name, WorkloadState state) {
    return await("the state " + state)
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> status(node, name), status -> status.state() == state);
  }

  private static WorkloadStatus awaitGood(Node node, String name, Digest bundle) {
    return await("a good model")
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () -> status(node, name),
            status ->
                status.state() == WorkloadState.RUNNING
                    && status.reason().isEmpty()
                    && bundle.equals(status.running()));
  }

  private static void awaitDecidesOn(Node node, String name) {
    long before = status(node, name).decidedThrough();
    await()
        .atMost(LONG)
        .until(() -> status(node, name).decidedThrough() > before + 5 * TestPlant.SECOND);
  }

  @Test
  void aModelThatHangsInItsTrialDelaysNeitherAnotherNorItsOwnSuccessor() {
    declare(loop1(1, bad(Harm.HANGS)), TinyModel.workload("loop2", 1, LOOP2, good(LOOP2, 0.1f)));
    try (Node node = start()) {
      awaitState(node, "loop1", WorkloadState.STARTING);
      awaitGood(node, "loop2", good(LOOP2, 0.1f));
      Digest next = good(LOOP1, 0.2f);
      declare(loop1(2, next), TinyModel.workload("loop2", 1, LOOP2, good(LOOP2, 0.1f)));
      awaitGood(node, "loop1", next);
    }
  }

  @Test
  void aServerThatHangsInTheMiddleOfABlobDelaysNeitherAnotherNorASuccessor() {
    ModelBundle hangs =
        TinyModel.write(
            server.blobs(), LOOP1, TinyModel.preparation(Duration.ofSeconds(5)), 3, 0.3f);
    server.transfers().fail(hangs.graph(), Fault.HANGS);
    Digest other = good(LOOP2, 0.1f);
    declare(loop1(1, hangs.digest()), TinyModel.workload("loop2", 1, LOOP2, other));
    try (Node node = start()) {
      awaitGood(node, "loop2", other);
      assertThat(status(node, "loop1").state()).isEqualTo(WorkloadState.FETCHING);
      Digest next = good(LOOP1, 0.2f);
      declare(loop1(2, next), TinyModel.workload("loop2", 1, LOOP2, other));
      awaitGood(node, "loop1", next);
    }
  }

  @Test
  void aModelThatCrashesNativeCodeFailsAloneAndTheOneBeforeGoesOn() {
    Digest before = good(LOOP1, 0.1f);
    declare(loop1(1, before));
    try (Node node = start()) {
      awaitGood(node, "loop1", before);
      declare(loop1(2, bad(Harm.CRASHES)));
      WorkloadStatus failed = awaitState(node, "loop1", WorkloadState.FAILED);
      assertThat(failed.reason()).contains("ended its process with SIG");
      assertThat(failed.running()).isEqualTo(before);
      awaitDecidesOn(node, "loop1");
    }
  }

  /** Offline: the way back needs no server. */
  @Test
  void aModelThatGivesNoNumbersIsRolledBackAndHeldBackUntilANewerGenerationSaysRetry()
      throws Exception {
    Digest before = good(LOOP1, 0.1f);
    Digest bad = bad(Harm.NAN_ON_DATA);
    declare(loop1(1, before));
    try (Node node = start()) {
      awaitGood(node, "loop1", before);
      declare(loop1(2, bad));
      awaitState(node, "loop1", WorkloadState.STARTING);
      server.stop();
      assertRolledBack(node, before);
    }
    try (Node node = start()) {
      assertRolledBack(node, before);
      server.start();
      declare(loop1(3, bad));
      await().until(() -> status(node, "loop1").generation() == 3);
      assertRolledBack(node, before);
      int swaps = swaps();
      declare(retry(loop1(4, bad)));
      await().atMost(LONG).until(() -> swaps() > swaps);
      assertRolledBack(node, before);
    }
  }

  private int swaps() {
    return server.inbox().events(Event.ModelSwapped.class).size();
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

  private static void assertRolledBack(Node node, Digest good) {
    WorkloadStatus rolledBack = awaitState(node, "loop1", WorkloadState.ROLLED_BACK);
    assertThat(rolledBack.reason())
        .contains("of 3 windows too many failed; the last: the score is not a finite number");
    await().atMost(LONG).until(() -> good.equals(status(node, "loop1").running()));
    awaitDecidesOn(node, "loop1");
  }

  /** Somebody went back from the second model to the first, and that was not in vain. */
  @Test
  void theGoodModelThatWasAtWorkLastComesBackNotTheOneThatProvedGoodLast() {
    Digest first = good(LOOP1, 0.1f);
    Digest second = good(LOOP1, 0.2f);
    declare(loop1(1, first));
    try (Node node = start()) {
      awaitGood(node, "loop1", first);
      declare(loop1(2, second));
      awaitGood(node, "loop1", second);
      declare(loop1(3, first));
      awaitGood(node, "loop1", first);
      declare(loop1(4, bad(Harm.NAN)));
      awaitState(node, "loop1", WorkloadState.FAILED);
      assertThat(status(node, "loop1").running()).isEqualTo(first);
    }
  }

  @Test
  void aChampionThatHangsInNativeCodeIsBrokenOffAndRolledBack() {
    Digest before = good(LOOP1, 0.1f);
    Digest other = good(LOOP2, 0.1f);
    declare(loop1(1, before), TinyModel.workload("loop2", 1, LOOP2, other));
    try (Node node = start()) {
      awaitGood(node, "loop1", before);
      awaitGood(node, "loop2", other);
      declare(loop1(2, bad(Harm.HANGS_ON_DATA)), TinyModel.workload("loop2", 1, LOOP2, other));
      await().atMost(LONG).until(() -> status(node, "loop1").generation() == 2);
      awaitState(node, "loop1", WorkloadState.RUNNING);
      awaitDecidesOn(node, "loop2");
      awaitState(node, "loop1", WorkloadState.ROLLED_BACK);
      awaitDecidesOn(node, "loop1");
      assertThat(status(node, "loop1").running()).isEqualTo(before);
    }
  }

  @Test
  void aBadModelWithNoneToGoBackToFailsAndTheNextOneDecidesWhatWaited() {
    declare(loop1(1, bad(Harm.NAN_ON_DATA)));
    try (Node node = start()) {
      WorkloadStatus failed = awaitState(node, "loop1", WorkloadState.FAILED);
      assertThat(failed.reason()).contains("no model proved good here before");
      assertThat(failed.running()).isNull();
      Digest next = good(LOOP1, 0.1f);
      declare(loop1(2, next));
      awaitGood(node, "loop1", next);
    }
  }

  @Test
  void whatRunsIsAdoptedByItsDigestAndAReconnectRestartsNothing() throws Exception {
    Digest model = good(LOOP1, 0.1f);
    declare(loop1(1, model));
    try (Node node = start()) {
      awaitGood(node, "loop1", model);
      Instant since = status(node, "loop1").since();
      server.stop();
      server.start();
      await().atMost(LONG).until(() -> node.status().server().connected());
      declare(loop1(2, model));
      await().until(() -> status(node, "loop1").generation() == 2);
      assertThat(status(node, "loop1").since()).isEqualTo(since);
      assertThat(status(node, "loop1").state()).isEqualTo(WorkloadState.RUNNING);
      assertThat(swaps()).isEqualTo(1);
    }
  }

  /** A server that was restored from yesterday's backup may not know of it. */
  @Test
  void aChampionThatNoStateNamesAnyMoreIsStartedAgainAfterARestart() {
    Digest model = good(LOOP1, 0.1f);
    declare(loop1(1, model));
    try (Node node = start()) {
      awaitGood(node, "loop1", model);
      declare();
      await().until(() -> node.status().desired().counter() == 2);
    }
    try (Node node = start()) {
      awaitGood(node, "loop1", model);
      awaitDecidesOn(node, "loop1");
      server.declare(
          NAME,
          List.of(TestPlant.source(NAME, 1, LOOP1, LOOP2)),
          List.of(),
          List.of(new ObjectName("loop1")));
      await().until(() -> node.status().workloads().isEmpty());
    }
  }

  /** The next desired state names a model that is not here yet, and the server is away. */
  @Test
  void theLastGoodModelStandsInWhileANewOneCannotBeFetched() throws Exception {
    Digest before = good(LOOP1, 0.1f);
    ModelBundle next =
        TinyModel.write(
            server.blobs(), LOOP1, TinyModel.preparation(Duration.ofSeconds(5)), 3, 0.3f);
    declare(loop1(1, before));
    try (Node node = start()) {
      awaitGood(node, "loop1", before);
      server.transfers().fail(next.graph(), Fault.CUT);
      declare(loop1(2, next.digest()));
      awaitState(node, "loop1", WorkloadState.FETCHING);
    }
    server.stop();
    try (Node node = start()) {
      await().atMost(LONG).until(() -> before.equals(status(node, "loop1").running()));
      awaitDecidesOn(node, "loop1");
      assertThat(status(node, "loop1").state()).isEqualTo(WorkloadState.FETCHING);
    }
  }

  @Test
  void aWorkloadThatRequiresWhatTheNodeDoesNotHaveIsRefusedAlone() {
    Digest model = good(LOOP1, 0.1f);
    DesiredState.Workload later =
        new DesiredState.Workload(
            new ObjectName("later"),
            1,
            LOOP2,
            "anomaly",
            new ObjectName("tiny"),
            1,
            good(LOOP2, 0.2f),
            Set.of("clairvoyance"));
    declare(loop1(1, model), later);
    try (Node node = start()) {
      awaitGood(node, "loop1", model);
      WorkloadStatus refused = awaitState(node, "later", WorkloadState.FAILED);
      assertThat(refused.reason()).contains("requires [clairvoyance]");
      awaitDecidesOn(node, "loop1");
    }
  }

  @Test
  void aPlanSaysWhatWouldBecomeOfAWorkloadAndRunsNothing() {
    Digest model = good(LOOP1, 0.1f);
    Digest other = good(new AssetName("riva/hall1/water/loop9"), 0.2f);
    DesiredState.Source source = TestPlant.source(NAME, 1, LOOP1);
    StateVersion asked =
        server.ask(
            NAME,
            List.of(source),
            List.of(),
            List.of(
                TinyModel.workload("fits", 1, LOOP1, model),
                TinyModel.workload("elsewhere", 1, LOOP2, other)));
    try (Node node = start()) {
      await().atMost(LONG).until(() -> plans(asked).size() == 2);
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
    return server.inbox().events(Event.Planned.class).stream()
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
    ModelBundle model =
        TinyModel.write(
            server.blobs(), LOOP1, TinyModel.preparation(Duration.ofSeconds(5)), 3, 0.1f);
    DesiredState.Workload workload = loop1(1, model.digest());
    server.declare(NAME, List.of(TestPlant.source(NAME, 1, LOOP2)), List.of(workload));
    try (Node node = start()) {
      WorkloadStatus refused = awaitState(node, "loop1", WorkloadState.FAILED);
      assertThat(refused.reason())
          .startsWith("no source of this node reads riva/hall1/water/loop1/flow");
      assertThat(server.transfers().sent(model.graph())).isEmpty();
      declare(workload);
      awaitGood(node, "loop1", model.digest());
    }
  }
}

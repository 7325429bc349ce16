package io.orilla.server.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.Plan;
import io.orilla.model.desired.SignedState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.model.task.ResultDocument.TrainedModel;
import io.orilla.server.TestJournal;
import io.orilla.server.TestNode;
import io.orilla.server.TestServer;
import io.orilla.server.document.TestModels;
import io.orilla.server.document.Texts;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.store.Database;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobResourceTest {
  private static final String LOOP1 = "riva/hall1/water/loop1";

  @TempDir Path home;
  private Digest bundle;
  private BlobStore blobs;
  private TestServer server;
  private TestNode node;

  @BeforeEach
  void start() {
    registerModel();
    server = new TestServer(home);
    node = new TestNode(server.token("{}"), "hall-1");
    node.enrol();
    server.apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure"),
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1)));
    await().until(() -> get(bundle).statusCode() == 200);
  }

  private void registerModel() {
    BlobStore made = new BlobStore(home.resolve("task"));
    bundle = new TestModels(made).add("anomaly-loop1", 1, LOOP1, "pressure");
    blobs = new BlobStore(home.resolve("blobs"));
    try (Database database = Database.open(home.resolve("orilla.db"))) {
      new ModelRegistry(database, blobs, Clock.systemUTC())
          .ingest(
              new TrainedModel(
                  new ObjectName("anomaly-loop1"),
                  new AssetName(LOOP1),
                  bundle,
                  "run-1",
                  new Parity(1, 0, 0, 0)),
              "tune-1",
              made);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNodeFetchesTheWholeBundleThatItIsToRun() {
    ModelBundle model = ModelBundle.read(blobs, bundle);
    Stream.of(bundle, model.manifest().config().digest(), model.graph())
        .forEach(digest -> assertThat(Digest.of(get(digest).body())).isEqualTo(digest));
  }

  @Test
  void anInterruptedFetchGoesOn() throws Exception {
    byte[] whole = get(bundle).body();
    HttpResponse<byte[]> rest = get(bundle, "bytes=10-");
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.headers().firstValue("Content-Range"))
        .hasValue("bytes 10-%d/%d".formatted(whole.length - 1, whole.length));
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 10, whole.length));
    assertThat(get(bundle, "bytes=" + whole.length + "-").statusCode()).isEqualTo(416);
  }

  @Test
  void anySingleRangeIsSent() {
    byte[] whole = get(bundle).body();
    int size = whole.length;
    for (String range : List.of("0-0", "3-9", "5-", "-4", "7-" + size * 2L, "-" + size * 2L)) {
      HttpResponse<byte[]> part = get(bundle, "bytes=" + range);
      assertThat(part.statusCode()).as(range).isEqualTo(206);
      String sent = part.headers().firstValue("Content-Range").orElseThrow();
      int first = Integer.parseInt(sent.substring(6, sent.indexOf('-')));
      assertThat(sent)
          .as(range)
          .isEqualTo("bytes %d-%d/%d".formatted(first, first + part.body().length - 1, size));
      assertThat(part.body())
          .isEqualTo(Arrays.copyOfRange(whole, first, first + part.body().length));
    }
    assertThat(get(bundle, "bytes=3-9").body()).hasSize(7);
    assertThat(get(bundle, "bytes=-4").body()).isEqualTo(Arrays.copyOfRange(whole, size - 4, size));
  }

  @Test
  void aRangeOutsideIsRefusedAndOneThatIsNoneIsIgnored() {
    byte[] whole = get(bundle).body();
    for (String range : List.of("bytes=" + whole.length + "-", "bytes=-0")) {
      HttpResponse<byte[]> refused = get(bundle, range);
      assertThat(refused.statusCode()).as(range).isEqualTo(416);
      assertThat(refused.headers().firstValue("Content-Range")).hasValue("bytes */" + whole.length);
      assertThat(refused.body()).isEmpty();
    }
    for (String range : List.of("bytes=9-3", "bytes=-", "lines=1-2", "bytes=0-1,4-5", "x")) {
      HttpResponse<byte[]> answer = get(bundle, range);
      assertThat(answer.statusCode()).as(range).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(whole);
    }
  }

  @Test
  void howLongABlobIsCanBeAskedWithoutIt() throws Exception {
    int size = get(bundle).body().length;
    var request = node.request("/node/v1/blobs/" + bundle).HEAD();
    HttpResponse<byte[]> answer = node.client().send(request.build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(size);
    assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aNodeSeesNoBlobsOfOthers() {
    Digest secret = blobs.write(new byte[] {1, 2, 3});
    HttpResponse<byte[]> answer = get(secret);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Json.read(answer.body(), io.orilla.model.error.Problem.class).message())
        .isEqualTo("the blob " + secret + " belongs to nothing that 'hall-1' is to run");
  }

  @Test
  void aWithdrawnModelIsNoLongerHandedOutAndTheNodeIsToldThatItIsRemoved() {
    server.delete("/api/v1/documents/workloads/watch");
    await().until(() -> get(bundle).statusCode() == 403);
    SignedState signed = Json.read(node.get("/node/v1/desired").body(), SignedState.class);
    DesiredState state = Json.read(signed.payload(), DesiredState.class);
    assertThat(state.workloads()).isEmpty();
    assertThat(state.removed()).containsExactly(new ObjectName("watch"));
  }

  @Test
  void aNodeAnswersAPlanBeforeAnybodyApprovesIt() throws Exception {
    TestJournal journal = new TestJournal(node);
    String planned = Texts.workload("planned", LOOP1, "energy", "anomaly-loop1", 1);
    CompletableFuture<TestServer.Answer> asked =
        CompletableFuture.supplyAsync(() -> server.post("/api/v1/nodes/hall-1/plan", planned));
    await().until(() -> !state().plans().isEmpty());
    DesiredState state = state();
    assertThat(state.plans().getFirst().bundle()).isEqualTo(bundle);
    assertThat(state.workloads()).hasSize(1);
    Plan plan =
        new Plan(
            new ObjectName("planned"),
            0,
            bundle,
            List.of("too big"),
            List.of(),
            1,
            2,
            3,
            4,
            "amd64");
    journal.records(Lane.EVENTS, new Event.Planned(1, state.version(), plan));
    TestServer.Answer answer = asked.get(20, TimeUnit.SECONDS);
    assertThat(answer.json().get(0).path("fits").asBoolean()).isFalse();
    assertThat(answer.json().get(0).path("problems").get(0).asText()).isEqualTo("too big");
    await().until(() -> state().plans().isEmpty());
  }

  @Test
  void aNodeOutOfReachIsSaidToBeSo() {
    String planned = Texts.workload("planned", LOOP1, "energy", "anomaly-loop1", 1);
    TestServer.Answer answer = server.post("/api/v1/nodes/hall-1/plan?wait=50ms", planned);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.message())
        .startsWith("the node 'hall-1' did not answer within 50ms; it was last heard of at 20");
    assertThat(server.post("/api/v1/nodes/hall-9/plan", planned).status()).isEqualTo(404);
  }

  private DesiredState state() {
    SignedState signed = Json.read(node.get("/node/v1/desired").body(), SignedState.class);
    return Json.read(signed.payload(), DesiredState.class);
  }

  private HttpResponse<byte[]> get(Digest digest) {
    return get(digest, "");
  }

  private HttpResponse<byte[]> get(Digest digest, String range) {
    try {
      var request = node.request("/node/v1/blobs/" + digest).GET();
      if (!range.isEmpty()) {
        request.header("Range", range);
      }
      return node.client().send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

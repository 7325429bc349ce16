package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc;
import io.orilla.inference.grpc.wire.ModelReadyRequest;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Role;
import io.orilla.model.document.ServingSpec;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.serving.InferenceSettings;
import io.orilla.node.testbed.AskedGraphs;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.StallingDisk;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models at work on a real node, asked by clients of the Open Inference Protocol. */
final class NodeInferenceTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @AutoClose private final NodeBed bed;
  private final AtomicReference<StallingDisk> disk = new AtomicReference<>();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Node node;

  NodeInferenceTest(@TempDir Path folder) throws Exception {
    bed = new NodeBed(folder, Duration.ofMillis(10), draft -> draft.inference = withGrpc());
  }

  @BeforeEach
  void start() {
    node =
        bed.start(below -> disk.updateAndGet(none -> new StallingDisk(below, "workloads/memory")));
  }

  @AfterEach
  void hangUp() {
    client.shutdownNow();
  }

  private static InferenceSettings withGrpc() {
    InferenceSettings defaults = InferenceSettings.DEFAULT;
    return new InferenceSettings(
        true, 0, Optional.of(0), Optional.empty(), 1, defaults.rest(), defaults.models());
  }

  private DesiredState.Workload loop(long generation, float factor) {
    Digest bundle =
        TinyModel.write(
                bed.server().blobs(),
                LOOP1,
                TinyModel.preparation(Duration.ofSeconds(5)),
                1,
                factor)
            .digest();
    return TinyModel.workload("loop", generation, LOOP1, bundle);
  }

  private void declare(long generation, float factor) {
    bed.declare(loop(generation, factor));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> infer() throws Exception {
    String json =
        """
        {"inputs":[{"name":"window","shape":[1,1,2],"datatype":"FP32","data":[1,3]},
                   {"name":"mask","shape":[1,1,2],"datatype":"BOOL","data":[true,true]}]}""";
    return client.send(
        request("v2/models/loop/infer").POST(HttpRequest.BodyPublishers.ofString(json)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(node.inferenceAddress().orElseThrow() + "/" + path))
        .timeout(LONG);
  }

  private static double score(HttpResponse<String> answer) {
    JsonNode json = Json.read(answer.body(), JsonNode.class);
    return json.at("/outputs/0/data/0").asDouble();
  }

  private void awaitScore(double score) {
    await("the model scores " + score)
        .ignoreExceptions()
        .until(() -> Math.abs(score(infer()) - score) < 1e-6);
  }

  @Test
  void aWorkloadsModelAnswersBesideItsWindows() throws Exception {
    assertThat(get("v2/models/loop").statusCode()).isEqualTo(404);
    declare(1, 0.5f);
    awaitScore(1);
    assertThat(get("v2/models/loop").body())
        .contains("\"inputs\":[{\"datatype\":\"FP32\",\"name\":\"window\",\"shape\":[-1,1,2]}");
    assertThat(get("v2/models/other").body())
        .isEqualTo("{\"error\":\"there is no model 'other' here, only [loop]\"}");
    HttpResponse<String> load =
        client.send(
            request("v2/repository/models/other/load")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(load.statusCode()).isEqualTo(403);
    assertThat(load.body()).contains("is not in this node's desired state, which has [loop]");
  }

  @Test
  void aWorkloadsModelAnswersByGrpcToo() {
    declare(1, 0.5f);
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(node.inferenceGrpcAddress().orElseThrow())
            .usePlaintext()
            .build();
    try {
      ModelReadyRequest request = ModelReadyRequest.newBuilder().setName("loop").build();
      await()
          .ignoreExceptions()
          .until(
              () ->
                  GRPCInferenceServiceGrpc.newBlockingStub(channel).modelReady(request).getReady());
    } finally {
      channel.shutdownNow();
    }
  }

  /** All connections are read by one thread: it must not wait for a state that is being reached. */
  @Test
  void whoAsksHowItStandsDoesNotWaitForTheNextState() throws Exception {
    declare(1, 0.5f);
    awaitScore(1);
    await().atMost(LONG).until(() -> get("v2/models/loop/latest").statusCode() == 200);
    StallingDisk slow = disk.get();
    slow.stall();
    try {
      declare(2, 0.25f);
      slow.awaitStalled();
      assertThat(get("v2/health/ready").body()).isEqualTo("{\"live\":true,\"ready\":true}");
      assertThat(get("v2/models/loop/latest").statusCode()).isEqualTo(200);
      assertThat(get("v2/models/other").statusCode()).isEqualTo(404);
      assertThat(index()).contains("\"name\":\"loop\"").contains("\"version\":\"1\"");
    } finally {
      slow.goOn();
    }
    awaitScore(0.5);
  }

  private String index() throws Exception {
    return client
        .send(
            request("v2/repository/index").POST(HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** What a gateway or a screen beside the machine wants. */
  @Test
  void theLatestPredictionIsThereToAskForAndComesByItself() throws Exception {
    declare(1, 0.5f);
    await().ignoreExceptions().until(() -> get("v2/models/loop/latest").statusCode() == 200);
    JsonNode latest = Json.read(get("v2/models/loop/latest").body(), JsonNode.class);
    assertThat(latest.path("workload").asText()).isEqualTo("loop");
    HttpResponse<Stream<String>> events =
        client.send(
            request("v2/models/loop/latest").header("Accept", "text/event-stream").build(),
            HttpResponse.BodyHandlers.ofLines());
    List<Long> ends;
    try (Stream<String> lines = events.body()) {
      ends =
          lines
              .filter(line -> line.startsWith("data: "))
              .limit(3)
              .map(line -> Json.read(line.substring(6), Prediction.class).window().to())
              .toList();
    }
    assertThat(ends.get(2) - ends.get(1)).isEqualTo(1_000_000);
    assertThat(get("v2/models/other/latest").statusCode()).isEqualTo(404);
  }

  @Test
  void noCallFailsAndNoWindowIsLostWhenAModelTakesOver() throws Exception {
    declare(1, 0.5f);
    awaitScore(1);
    AtomicInteger asked = new AtomicInteger();
    Set<Integer> failed = ConcurrentHashMap.newKeySet();
    Thread load =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (!Thread.currentThread().isInterrupted()) {
                      int status = infer().statusCode();
                      asked.incrementAndGet();
                      if (status != 200) {
                        failed.add(status);
                      }
                    }
                  } catch (Exception e) {
                    Thread.currentThread().interrupt();
                  }
                });
    declare(2, 0.25f);
    awaitScore(0.5);
    declare(3, 0.5f);
    awaitScore(1);
    int then = asked.get();
    await().until(() -> asked.get() > then + 20);
    load.interrupt();
    load.join();
    assertThat(failed).isEmpty();
    bed.assertEachWindowHasOnePrediction("loop");
  }

  private void declareLogged(String log) {
    DesiredState.Workload loop = loop(1, 0.5f);
    bed.declare(
        new DesiredState.Workload(
            loop.name(),
            1,
            LOOP1,
            loop.output(),
            loop.model(),
            1,
            loop.bundle(),
            loop.requires(),
            Role.CHAMPION,
            List.of(),
            false,
            Optional.of(serving(log))));
  }

  private static ServingSpec serving(String log) {
    return Json.read("{\"log\":\"%s\"}".formatted(log), ServingSpec.class);
  }

  private JsonNode counts() throws Exception {
    return Json.read(get("v2/models/loop/stats").body(), JsonNode.class).at("/model_stats/0");
  }

  private List<Prediction> answers() {
    return bed.predictions("loop").stream().filter(said -> said.role() == Role.SERVICE).toList();
  }

  @Test
  void answersAreKeptAsPredictionsWhereTheWorkloadSaysSo() throws Exception {
    declareLogged("sampled 2");
    awaitScore(1);
    int calls = counts().path("inference_count").asInt();
    for (; calls < 9; calls++) {
      assertThat(score(infer())).isEqualTo(1);
    }
    int kept = (calls + 1) / 2;
    await().untilAsserted(() -> assertThat(answers()).hasSize(kept));
    Prediction answer = answers().getFirst();
    assertThat(answer.decision()).isEqualTo(Decision.ANSWERED);
    assertThat(answer.consumed()).isNull();
    assertThat(answer.outputs().get("score")).containsExactly(1);
    assertThat(answer.input()).isEqualTo(digestOfCall());
    assertThat(counts().path("logged_count").asInt()).isEqualTo(kept);
    assertThat(counts().path("unlogged_count").asInt()).isZero();
    bed.assertNothingIsPredictedTwice();
  }

  /** As docs/format/prediction.md says. */
  private static Digest digestOfCall() {
    ByteBuffer hashed = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    hashed.put("window\nFP32[1,1,2]\n".getBytes(StandardCharsets.UTF_8)).putFloat(1).putFloat(3);
    hashed.put("mask\nBOOL[1,1,2]\n".getBytes(StandardCharsets.UTF_8)).put(new byte[] {1, 1});
    return Digest.of(Arrays.copyOf(hashed.array(), hashed.position()));
  }

  /** More than there is room to copy: nobody waits until there is. */
  @Test
  void anAnswerThatIsNotKeptIsCounted() throws Exception {
    declareLogged("all");
    awaitScore(1);
    String json =
        """
        {"inputs":[{"name":"window","shape":[300000,1,2],"datatype":"FP32","parameters":{"binary_data_size":2400000}},
                   {"name":"mask","shape":[300000,1,2],"datatype":"BOOL","parameters":{"binary_data_size":600000}}],
         "outputs":[{"name":"score","parameters":{"binary_data":true}}]}""";
    byte[] body = Arrays.copyOf(json.getBytes(StandardCharsets.UTF_8), json.length() + 3_000_000);
    HttpResponse<Void> answer =
        client.send(
            request("v2/models/loop/infer")
                .header("Inference-Header-Content-Length", Integer.toString(json.length()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(counts().path("unlogged_count").asInt()).isEqualTo(1);
  }

  /** No window, no signal: any graph of tensors, also one whose weights lie beside it. */
  @Test
  void aGraphThatIsOnlyAskedIsServedToo() throws Exception {
    Digest bundle = AskedGraphs.sumWithExternalData(bed.server().blobs());
    bed.declare(AskedGraphs.workload("asked", 1, bundle));
    bed.awaitRunning("asked", bundle);
    assertThat(sum().body()).contains("\"data\":[11.0,22.0]");
    bed.remove("asked");
    await().untilAsserted(() -> assertThat(sum().statusCode()).isEqualTo(404));
  }

  private HttpResponse<String> sum() throws Exception {
    String json =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1,2]}]}";
    return client.send(
        request("v2/models/asked/infer").POST(HttpRequest.BodyPublishers.ofString(json)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aGraphOfWhatIsNoTensorIsRefusedWithTheReason() {
    bed.declare(AskedGraphs.workload("asked", 1, AskedGraphs.sequence(bed.server().blobs())));
    assertThat(bed.awaitState("asked", WorkloadState.FAILED).reason())
        .contains("'all' of the graph is of Sequence, and the Open Inference Protocol carries");
  }
}

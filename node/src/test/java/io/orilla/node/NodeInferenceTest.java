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
import io.orilla.model.prediction.Prediction;
import io.orilla.node.serving.InferenceSettings;
import io.orilla.node.testbed.AskedGraphs;
import io.orilla.node.testbed.InferenceClient;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.StallingDisk;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.workload.WorkloadState;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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

  private Node node;
  private InferenceClient client;

  NodeInferenceTest(@TempDir Path folder) throws Exception {
    bed = new NodeBed(folder, Duration.ofMillis(10), draft -> draft.inference = withGrpc());
  }

  @BeforeEach
  void start() {
    node =
        bed.start(below -> disk.updateAndGet(none -> new StallingDisk(below, "workloads/memory")));
    client = new InferenceClient(node.inferenceAddress().orElseThrow());
  }

  @AfterEach
  void hangUp() {
    client.close();
  }

  private static InferenceSettings withGrpc() {
    InferenceSettings defaults = InferenceSettings.DEFAULT;
    return new InferenceSettings(
        true, 0, Optional.of(0), Optional.empty(), 1, defaults.rest(), defaults.models());
  }

  private DesiredState.Workload loop(long generation, float factor) {
    return TinyModel.workload("loop", generation, LOOP1, bed.ofOneRow(factor));
  }

  private void declare(long generation, float factor) {
    bed.declare(loop(generation, factor));
  }

  @Test
  void aWorkloadsModelAnswersBesideItsWindows() throws Exception {
    assertThat(client.get("v2/models/loop").statusCode()).isEqualTo(404);
    declare(1, 0.5f);
    client.awaitScore(1);
    assertThat(client.get("v2/models/loop").body())
        .contains("\"inputs\":[{\"datatype\":\"FP32\",\"name\":\"window\",\"shape\":[-1,1,2]}");
    assertThat(client.get("v2/models/other").body())
        .isEqualTo("{\"error\":\"there is no model 'other' here, only [loop]\"}");
    HttpResponse<String> load = client.post("v2/repository/models/other/load", "{}");
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
    client.awaitScore(1);
    await().atMost(LONG).until(() -> client.get("v2/models/loop/latest").statusCode() == 200);
    StallingDisk slow = disk.get();
    slow.stall();
    try {
      declare(2, 0.25f);
      slow.awaitStalled();
      assertThat(client.get("v2/health/ready").body()).isEqualTo("{\"live\":true,\"ready\":true}");
      assertThat(client.get("v2/models/loop/latest").statusCode()).isEqualTo(200);
      assertThat(client.get("v2/models/other").statusCode()).isEqualTo(404);
      assertThat(client.post("v2/repository/index", "").body())
          .contains("\"name\":\"loop\"")
          .contains("\"version\":\"1\"");
    } finally {
      slow.goOn();
    }
    client.awaitScore(0.5);
  }

  /** What a gateway or a screen beside the machine wants. */
  @Test
  void theLatestPredictionIsThereToAskForAndComesByItself() throws Exception {
    declare(1, 0.5f);
    await().ignoreExceptions().until(() -> client.get("v2/models/loop/latest").statusCode() == 200);
    JsonNode latest = Json.read(client.get("v2/models/loop/latest").body(), JsonNode.class);
    assertThat(latest.path("workload").asText()).isEqualTo("loop");
    HttpResponse<Stream<String>> events =
        client.send(
            client.request("v2/models/loop/latest").header("Accept", "text/event-stream"),
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
    assertThat(client.get("v2/models/other/latest").statusCode()).isEqualTo(404);
  }

  @Test
  void noCallFailsAndNoWindowIsLostWhenAModelTakesOver() throws Exception {
    declare(1, 0.5f);
    client.awaitScore(1);
    AtomicInteger asked = new AtomicInteger();
    Set<Integer> failed = ConcurrentHashMap.newKeySet();
    Thread load =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (!Thread.currentThread().isInterrupted()) {
                      int status = client.infer().statusCode();
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
    client.awaitScore(0.5);
    declare(3, 0.5f);
    client.awaitScore(1);
    int then = asked.get();
    await().until(() -> asked.get() > then + 20);
    load.interrupt();
    load.join();
    assertThat(failed).isEmpty();
    bed.assertEachWindowHasOnePrediction("loop");
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
    return client.post("v2/models/asked/infer", json);
  }

  @Test
  void aGraphOfWhatIsNoTensorIsRefusedWithTheReason() {
    bed.declare(AskedGraphs.workload("asked", 1, AskedGraphs.sequence(bed.server().blobs())));
    assertThat(bed.awaitState("asked", WorkloadState.FAILED).reason())
        .contains("'all' of the graph is of Sequence, and the Open Inference Protocol carries");
  }
}

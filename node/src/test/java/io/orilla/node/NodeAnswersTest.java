package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Role;
import io.orilla.model.document.ServingSpec;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.serving.InferenceSettings;
import io.orilla.node.testbed.InferenceClient;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.TinyModel;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node keeps of the answers that it gives to clients of the Open Inference Protocol. */
final class NodeAnswersTest {
  @AutoClose private final NodeBed bed;
  private InferenceClient client;

  NodeAnswersTest(@TempDir Path folder) throws Exception {
    bed = new NodeBed(folder, Duration.ofMillis(10), draft -> draft.inference = served());
  }

  @BeforeEach
  void start() {
    client = new InferenceClient(bed.start().inferenceAddress().orElseThrow());
  }

  @AfterEach
  void hangUp() {
    client.close();
  }

  private static InferenceSettings served() {
    InferenceSettings defaults = InferenceSettings.DEFAULT;
    return new InferenceSettings(
        true, 0, Optional.empty(), Optional.empty(), 1, defaults.rest(), defaults.models());
  }

  private DesiredState.Workload loop(int version, float factor) {
    return TinyModel.workload("loop", version, LOOP1, bed.ofOneRow(factor));
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
    return Json.read(client.get("v2/models/loop/stats").body(), JsonNode.class)
        .at("/model_stats/0");
  }

  private List<Prediction> answers() {
    return bed.predictions("loop").stream().filter(said -> said.role() == Role.SERVICE).toList();
  }

  @Test
  void answersAreKeptAsPredictionsWhereTheWorkloadSaysSo() throws Exception {
    declareLogged("sampled 2");
    client.awaitScore(1);
    int calls = counts().path("inference_count").asInt();
    for (; calls < 9; calls++) {
      assertThat(InferenceClient.score(client.infer())).isEqualTo(1);
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

  /** As Triton's statistics are of a version of a model, whatever is served meanwhile. */
  @Test
  void aVersionThatComesBackGoesOnCounting() throws Exception {
    bed.declare(loop(1, 0.5f));
    client.awaitScore(1);
    int first = counts().path("inference_count").asInt();
    bed.declare(loop(2, 0.25f));
    client.awaitScore(0.5);
    assertThat(counts().path("version").asText()).isEqualTo("2");
    assertThat(counts().path("inference_count").asInt()).isEqualTo(1);
    declareLogged("none");
    client.awaitScore(1);
    assertThat(counts().path("version").asText()).isEqualTo("1");
    assertThat(counts().path("inference_count").asInt()).isGreaterThan(first);
  }

  /** More than there is room to copy: nobody waits until there is. */
  @Test
  void anAnswerThatIsNotKeptIsCounted() throws Exception {
    declareLogged("all");
    client.awaitScore(1);
    String json =
        """
        {"inputs":[{"name":"window","shape":[300000,1,2],"datatype":"FP32","parameters":{"binary_data_size":2400000}},
                   {"name":"mask","shape":[300000,1,2],"datatype":"BOOL","parameters":{"binary_data_size":600000}}],
         "outputs":[{"name":"score","parameters":{"binary_data":true}}]}\
        """;
    byte[] body = Arrays.copyOf(json.getBytes(StandardCharsets.UTF_8), json.length() + 3_000_000);
    HttpResponse<Void> answer =
        client.send(
            client
                .request("v2/models/loop/infer")
                .header("Inference-Header-Content-Length", Integer.toString(json.length()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
            HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(counts().path("unlogged_count").asInt()).isEqualTo(1);
  }
}

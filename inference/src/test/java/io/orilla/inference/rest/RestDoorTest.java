package io.orilla.inference.rest;

import static io.orilla.inference.rest.OpenDoor.SUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.inference.rest.OpenDoor.Answer;
import io.orilla.inference.tensor.DataType;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Open Inference Protocol, version 2, by HTTP; what is Triton's own is said so. */
final class RestDoorTest {
  @TempDir Path folder;
  private OpenDoor door;

  @BeforeEach
  void open() {
    door = new OpenDoor(folder).with("sum", Graphs.sumAndDifference());
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void theServerIsAliveAndReadyAndSaysWhatItIs() throws Exception {
    // The specification's text answers with 'live' here, its schema with 'ready': clients ask both.
    assertThat(door.get("v2/health/live").json().toString())
        .isEqualTo("{\"live\":true,\"ready\":true}");
    assertThat(door.get("v2/health/ready").json().path("ready").asBoolean()).isTrue();
    JsonNode server = door.get("v2").json();
    assertThat(server.path("name").asText()).isEqualTo("orilla");
    assertThat(server.path("extensions").toString()).contains("binary_tensor_data");
  }

  @Test
  void aModelSaysWhatItTakesAndGives() throws Exception {
    assertThat(door.get("v2/models/sum/versions/1").json().toString())
        .isEqualTo(
            """
            {"inputs":[{"datatype":"FP32","name":"a","shape":[-1,2]},{"datatype":"FP32","name":"b","shape":[-1,2]}],\
            "name":"sum",\
            "outputs":[{"datatype":"FP32","name":"sum","shape":[-1,2]},{"datatype":"FP32","name":"difference","shape":[-1,2]}],\
            "platform":"onnxruntime_onnx","versions":["1"]}""");
    assertThat(door.get("v2/models/sum/ready").json().toString())
        .isEqualTo("{\"name\":\"sum\",\"ready\":true}");
    JsonNode config = door.get("v2/models/sum/config").json();
    assertThat(config.path("max_batch_size").asInt()).isEqualTo(32);
    assertThat(config.at("/input/0").toString())
        .isEqualTo("{\"data_type\":\"TYPE_FP32\",\"dims\":[2],\"name\":\"a\"}");
  }

  @Test
  void anAnswerHasAllOutputsInTheGraphsOrder() throws Exception {
    assertThat(
            door.infer("sum", SUM.replace("{\"inputs\"", "{\"id\":\"7\",\"inputs\""))
                .json()
                .toString())
        .isEqualTo(
            """
            {"model_name":"sum","model_version":"1","id":"7","outputs":[\
            {"name":"sum","datatype":"FP32","shape":[1,2],"data":[11.0,22.0]},\
            {"name":"difference","datatype":"FP32","shape":[1,2],"data":[-9.0,-18.0]}]}""");
  }

  @Test
  void onlyTheOutputsThatAreNamedAreAnswered() throws Exception {
    Answer answer =
        door.infer("sum", SUM.replace("]}\n", "],\"outputs\":[{\"name\":\"difference\"}]}"));
    assertThat(answer.json().path("outputs")).hasSize(1);
    assertThat(answer.json().at("/outputs/0/name").asText()).isEqualTo("difference");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    door.infer("product", SUM).assertRefused(404, "there is no model 'product' here, only [sum]");
    door.get("v2/models/sum/versions/2").assertRefused(404, "of version 2");
    door.get("v2/models/sum/metrics").assertRefused(404, "there is GET v2, GET v2/health/live");
  }

  /** Triton's repository: a model that is meant to run here may be taken away and brought back. */
  @Test
  void aModelIsUnloadedAndLoadedAgain() throws Exception {
    assertThat(door.post("v2/repository/models/sum/unload", "{}").status()).isEqualTo(200);
    assertThat(door.post("v2/repository/index", "").json().toString())
        .isEqualTo(
            "[{\"name\":\"sum\",\"reason\":\"unloaded\",\"state\":\"UNAVAILABLE\",\"version\":\"1\"}]");
    assertThat(door.post("v2/repository/index", "{\"ready\":true}").json()).isEmpty();
    door.infer("sum", SUM).assertRefused(503, "model 'sum' is unloaded");
    assertThat(door.get("v2/models/sum/ready").status()).isEqualTo(400);
    assertThat(door.get("v2/health/ready").json().path("ready").asBoolean()).isFalse();
    assertThat(door.post("v2/repository/models/sum/load", "{}").status()).isEqualTo(200);
    assertThat(door.infer("sum", SUM).status()).isEqualTo(200);
    door.post("v2/repository/models/product/load", "{}")
        .assertRefused(403, "is not meant to run here");
  }

  @Test
  void whatIsServedIsCounted() throws Exception {
    door.infer("sum", SUM);
    door.infer("sum", SUM);
    JsonNode counts = door.get("v2/models/sum/stats").json().at("/model_stats/0");
    assertThat(counts.at("/inference_count").asInt()).isEqualTo(2);
    assertThat(counts.at("/inference_stats/success/count").asInt()).isEqualTo(2);
    assertThat(counts.at("/inference_stats/compute_infer/ns").asLong()).isPositive();
    assertThat(door.get("v2/models/stats").json().path("model_stats")).hasSize(1);
  }

  /** A client may send the next request before it has its answer (RFC 9112, 9.3.2). */
  @Test
  void requestsThatComeTogetherAreAnsweredInTheirOrder() throws Exception {
    String requests =
        IntStream.range(0, 20)
            .mapToObj(
                index ->
                    "POST /v2/models/sum/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n%s"
                        .formatted(
                            SUM.replace("{\"inputs\"", "{\"id\":\"%02d\",\"inputs\"").length() - 2,
                            index == 19 ? "Connection: close\r\n" : "",
                            SUM.replace(
                                "{\"inputs\"", "{\"id\":\"%02d\",\"inputs\"".formatted(index))))
            .collect(Collectors.joining());
    try (Socket socket = new Socket("127.0.0.1", door.port())) {
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answers.split("\"id\":\"", -1)).hasSize(21);
      for (int index = 0; index < 20; index++) {
        assertThat(answers.split("\"id\":\"", -1)[index + 1]).startsWith("%02d".formatted(index));
      }
    }
  }

  /** What was sent meanwhile is taken in while the long answer goes out. */
  @Test
  void requestsBehindOneWithALongAnswerAreAnsweredToo() throws Exception {
    door.with("same", Graphs.identity(DataType.FP32));
    String json =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,50000],\"datatype\":\"FP32\",\"data\":[0%s]}]}"
            .formatted(",0".repeat(49_999));
    String requests =
        "POST /v2/models/same/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(json.length(), json)
            + "GET /v2 HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(2);
    try (Socket socket = new Socket("127.0.0.1", door.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
      Scanner answers = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII);
      for (int answer = 0; answer < 3; answer++) {
        assertThat(answers.findWithinHorizon("HTTP/1.1 200 OK", 0)).isNotNull();
      }
    }
  }

  @Test
  void aPageOfTheWebCannotAskThroughANameOfItsOwn() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", door.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /v2 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void whatIsNoHttpIsRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", door.port())) {
      socket.getOutputStream().write("HELLO\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 400");
    }
  }

  /** The door is open to sixteen. */
  @Test
  void aConnectionOverTheLimitIsClosed() throws Exception {
    List<SentCall> inside = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        inside.add(door.sent("sum", OpenDoor.SUM));
        assertThat(inside.getLast().answer().status()).isEqualTo(200);
      }
      try (Socket over = new Socket("127.0.0.1", door.port())) {
        assertThat(over.getInputStream().read()).isEqualTo(-1);
      }
      inside.removeFirst().close();
      await().ignoreExceptions().until(() -> door.get("v2").status() == 200);
    } finally {
      for (SentCall call : inside) {
        call.close();
      }
    }
  }
}

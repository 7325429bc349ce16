package io.orilla.inference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.inference.rest.OpenDoor.Answer;
import io.orilla.inference.serving.TokenAdmission;
import io.orilla.inference.tensor.DataType;
import io.orilla.model.content.Digest;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Open Inference Protocol, version 2, by HTTP; what is Triton's own is said so. */
final class RestDoorTest {
  /** At the edges of each type, as JSON. */
  private static final Map<DataType, String> EDGES =
      Map.ofEntries(
          Map.entry(DataType.BOOL, "true,false"),
          Map.entry(DataType.UINT8, "0,255"),
          Map.entry(DataType.UINT16, "0,65535"),
          Map.entry(DataType.UINT32, "0,4294967295"),
          Map.entry(DataType.UINT64, "0,18446744073709551615"),
          Map.entry(DataType.INT8, "-128,127"),
          Map.entry(DataType.INT16, "-32768,32767"),
          Map.entry(DataType.INT32, "-2147483648,2147483647"),
          Map.entry(DataType.INT64, "-9223372036854775808,9223372036854775807"),
          Map.entry(DataType.FP16, "-0.5,65504.0"),
          Map.entry(DataType.BF16, "-0.5,1.0"),
          Map.entry(DataType.FP32, "-0.1,3.4028235E38"),
          Map.entry(DataType.FP64, "-0.1,1.7976931348623157E308"),
          Map.entry(DataType.BYTES, "\"Wärme \\\"1\\\"\",\"\""));

  private static final String SUM =
      """
      {"inputs":[{"name":"a","shape":[1,2],"datatype":"FP32","data":[1,2]},
                 {"name":"b","shape":[1,2],"datatype":"FP32","data":[10,20]}]}
      """;

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

  private static String request(DataType type, String shape, String data) {
    return "{\"inputs\":[{\"name\":\"x\",\"shape\":%s,\"datatype\":\"%s\",\"data\":%s}]}"
        .formatted(shape, type, data);
  }

  private void assertRefused(Answer answer, int status, String reason) {
    assertThat(answer.json().path("error").asText()).contains(reason);
    assertThat(answer.status()).isEqualTo(status);
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

  @ParameterizedTest
  @EnumSource
  void everyTypeGoesInAndComesOutAsJson(DataType type) throws Exception {
    door.with("same", Graphs.identity(type));
    String edges = EDGES.get(type);
    for (String data : new String[] {"[" + edges + "]", "[[" + edges + "]]"}) {
      Answer answer = door.infer("same", request(type, "[1,2]", data));
      assertThat(answer.json().at("/outputs/0/data").toString()).isEqualTo("[" + edges + "]");
      assertThat(answer.json().at("/outputs/0/datatype").asText()).isEqualTo(type.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeGoesInAndComesOutAsBytes(DataType type) throws Exception {
    door.with("same", Graphs.identity(type));
    byte[] bytes = bytes(type);
    String json =
        """
        {"parameters":{"binary_data_output":true},
         "inputs":[{"name":"x","shape":[2,1],"datatype":"%s","parameters":{"binary_data_size":%d}}]}"""
            .formatted(type, bytes.length);
    Answer answer = door.infer("same", json, bytes);
    assertThat(answer.json().at("/outputs/0/parameters/binary_data_size").asInt())
        .isEqualTo(bytes.length);
    assertThat(answer.json().at("/outputs/0").has("data")).isFalse();
    assertThat(answer.bytes()).isEqualTo(bytes);
  }

  private static byte[] bytes(DataType type) {
    if (type != DataType.BYTES) {
      byte[] bytes = new byte[2 * type.size()];
      IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i % 2));
      return bytes;
    }
    byte[] text = "Wärme".getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(text.length)
        .put(text)
        .putInt(0)
        .array();
  }

  @Test
  void jsonAndBytesMixInOneRequest() throws Exception {
    byte[] bytes =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).array();
    String json =
        """
        {"inputs":[{"name":"b","shape":[1,2],"datatype":"FP32","data":[10,20]},
                   {"name":"a","shape":[1,2],"datatype":"FP32","parameters":{"binary_data_size":8}}],
         "outputs":[{"name":"sum","parameters":{"binary_data":true}},{"name":"difference"}]}""";
    Answer answer = door.infer("sum", json, bytes);
    ByteBuffer sum = ByteBuffer.wrap(answer.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(sum.getFloat()).isEqualTo(11);
    assertThat(answer.json().at("/outputs/1/data/0").asDouble()).isEqualTo(-9);
  }

  /** Triton's raw binary request: no JSON at all, for models of one input. */
  @Test
  void bytesAloneAreEnoughWhereTheyTellTheShape() throws Exception {
    door.with("slow", Graphs.slow(2, 1));
    byte[] square =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(2)
            .putFloat(0)
            .putFloat(0)
            .putFloat(2)
            .array();
    Answer answer = door.infer("slow", "", square);
    assertThat(answer.json().at("/outputs/0/data").toString()).isEqualTo("[4.0,0.0,0.0,4.0]");
    assertRefused(door.infer("sum", "", square), 400, "is for models of one input; 'sum' has 2");
  }

  @Test
  void numbersThatJsonDoesNotHaveAreStrings() throws Exception {
    door.with("same", Graphs.identity(DataType.FP32));
    Answer answer =
        door.infer(
            "same", request(DataType.FP32, "[1,4]", "[\"NaN\",\"Infinity\",\"-Infinity\",NaN]"));
    assertThat(answer.json().at("/outputs/0/data").toString())
        .isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\",\"NaN\"]");
  }

  @Test
  void theDataMayComeBeforeWhatItIsOf() throws Exception {
    door.with("same", Graphs.identity(DataType.INT8));
    Answer answer =
        door.infer(
            "same",
            "{\"inputs\":[{\"data\":[[1],[2]],\"unknown\":{\"x\":[1]},\"shape\":[2,1],\"name\":\"x\",\"datatype\":\"INT8\"}]}");
    assertThat(answer.json().at("/outputs/0/data").toString()).isEqualTo("[1,2]");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    assertRefused(door.infer("product", SUM), 404, "there is no model 'product' here, only [sum]");
    assertRefused(door.get("v2/models/sum/versions/2"), 404, "of version 2");
    assertRefused(door.get("v2/models/sum/metrics"), 404, "there is GET v2, GET v2/health/live");
  }

  @Test
  void aRequestThatDoesNotFitSaysWhatIsExpected() throws Exception {
    assertRefused(
        door.infer("sum", SUM.replace("\"a\"", "\"c\"")),
        400,
        "model 'sum' has no input 'c', only 'a' FP32[-1,2], 'b' FP32[-1,2]");
    assertRefused(
        door.infer(
            "sum",
            SUM.replace(
                "[1,2],\"datatype\":\"FP32\",\"data\":[1,2]",
                "[1,2],\"datatype\":\"FP64\",\"data\":[1,2]")),
        400,
        "input 'a' of model 'sum' takes FP32[-1,2], not FP64[1,2]");
    assertRefused(
        door.infer(
            "sum",
            SUM.replace(
                "[1,2],\"datatype\":\"FP32\",\"data\":[1,2]",
                "[1,3],\"datatype\":\"FP32\",\"data\":[1,2,3]")),
        400,
        "takes FP32[-1,2], not FP32[1,3]");
    assertRefused(
        door.infer("sum", SUM.replace("\"data\":[1,2]", "\"data\":[1,2,3]")),
        400,
        "input 'a' has more elements than its shape [1,2]");
    assertRefused(
        door.infer("sum", SUM.replace("\"data\":[1,2]", "\"data\":[[1],[2]]")),
        400,
        "neither flat nor of its shape [1,2]");
    assertRefused(
        door.infer("sum", SUM.replace("\"data\":[1,2]", "\"data\":[1,\"two\"]")),
        400,
        "element 1 of input 'a' is two, which is no FP32");
    assertRefused(
        door.infer("sum", "{\"inputs\":[]}"),
        400,
        "needs input 'a' FP32[-1,2], which is not given");
    assertRefused(
        door.infer("sum", SUM.replace("FP32", "FLOAT")), 400, "there is no datatype 'FLOAT'");
    assertRefused(door.infer("sum", "{\"inputs\":[{"), 400, "the request is no JSON");
    assertRefused(door.infer("sum", "[]"), 400, "the request must be an object");
    assertRefused(door.infer("sum", SUM, new byte[3]), 400, "3 bytes behind the JSON belong to no");
    assertRefused(
        door.infer(
            "sum",
            SUM.replace("\"data\":[1,2]", "\"parameters\":{\"binary_data_size\":9}"),
            new byte[8]),
        400,
        "input 'a' is to have 9 bytes and only 8 are left");
    assertRefused(
        door.infer("sum", SUM.replace("]}\n", "],\"outputs\":[{\"name\":\"product\"}]}")),
        400,
        "has no output 'product', only 'sum' FP32[-1,2]");
    assertRefused(
        door.infer(
            "sum",
            SUM.replace(
                    "[1,2],\"datatype\":\"FP32\",\"data\":[1,2]",
                    "[3,2],\"datatype\":\"FP32\",\"data\":[1,2,3,4,5,6]")
                .replace(
                    "[1,2],\"datatype\":\"FP32\",\"data\":[10,20]",
                    "[2,2],\"datatype\":\"FP32\",\"data\":[1,2,3,4]")),
        400,
        "the model failed on this input");
    assertThat(door.infer("sum", SUM).status()).isEqualTo(200);
  }

  @Test
  void aWholeNumberIsNotCut() throws Exception {
    door.with("same", Graphs.identity(DataType.UINT8));
    for (String number : new String[] {"256", "-1", "1.5", "null", "9e99"}) {
      assertRefused(
          door.infer("same", request(DataType.UINT8, "[1,1]", "[" + number + "]")),
          400,
          "which is no UINT8");
    }
  }

  @Test
  void aShapeThatPromisesMuchTakesNoMemory() throws Exception {
    door.with("same", Graphs.identity(DataType.FP64));
    assertRefused(
        door.infer("same", request(DataType.FP64, "[20000,20000]", "[1]")),
        400,
        "has fewer elements than its shape");
    assertRefused(
        door.infer("same", request(DataType.FP64, "[4294967296,4294967296]", "[1]")),
        400,
        "has a dimension that no tensor can have");
    assertRefused(
        door.infer("same", request(DataType.FP64, "[-1,1]", "[1]")), 400, "has a dimension");
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws Exception {
    String much = "1,".repeat(600_000) + "1";
    assertRefused(
        door.infer("sum", "{\"inputs\":[" + much + "]}"), 413, "more than the 1048576 bytes");
    HttpRequest chunked =
        door.request("v2/models/sum/infer")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(much.getBytes(StandardCharsets.UTF_8))))
            .build();
    assertRefused(door.send(chunked), 413, "more than the 1048576 bytes");
  }

  @Test
  void whatGivesNoTensorsIsRefusedWhenItIsDeployed() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> door.with("list", Graphs.sequence()))
        .hasMessageContaining("'y' of the graph is of Sequence, and the Open Inference Protocol");
  }

  /** Triton's repository: a model that is meant to run here may be taken away and brought back. */
  @Test
  void aModelIsUnloadedAndLoadedAgain() throws Exception {
    assertThat(door.post("v2/repository/models/sum/unload", "{}").status()).isEqualTo(200);
    assertThat(door.post("v2/repository/index", "").json().toString())
        .isEqualTo(
            "[{\"name\":\"sum\",\"reason\":\"unloaded\",\"state\":\"UNAVAILABLE\",\"version\":\"1\"}]");
    assertThat(door.post("v2/repository/index", "{\"ready\":true}").json()).isEmpty();
    assertRefused(door.infer("sum", SUM), 503, "model 'sum' is unloaded");
    assertThat(door.get("v2/models/sum/ready").status()).isEqualTo(400);
    assertThat(door.get("v2/health/ready").json().path("ready").asBoolean()).isFalse();
    assertThat(door.post("v2/repository/models/sum/load", "{}").status()).isEqualTo(200);
    assertThat(door.infer("sum", SUM).status()).isEqualTo(200);
    assertRefused(
        door.post("v2/repository/models/product/load", "{}"), 403, "is not meant to run here");
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

  /** Beyond loopback each caller has a token, for some models and so often. */
  @Test
  void aTokenIsForItsModelsAndSoManyCalls() throws Exception {
    TokenAdmission.Token token =
        new TokenAdmission.Token("gateway", Digest.ofText("secret"), List.of("sum"), 3);
    Path other = Files.createDirectory(folder.resolve("other"));
    try (OpenDoor guarded = new OpenDoor(other, new TokenAdmission(List.of(token)))) {
      guarded.with("sum", Graphs.sumAndDifference()).with("more", Graphs.sumAndDifference());
      assertRefused(guarded.infer("sum", SUM), 403, "send it as 'Authorization: Bearer TOKEN'");
      assertRefused(ask(guarded, "sum", "guess"), 403, "this token opens nothing here");
      assertThat(ask(guarded, "sum", "secret").status()).isEqualTo(200);
      assertRefused(
          ask(guarded, "more", "secret"),
          403,
          "the token of 'gateway' is for [sum], not for model 'more'");
      Answer last = ask(guarded, "sum", "secret");
      for (int i = 0; i < 100 && last.status() == 200; i++) {
        last = ask(guarded, "sum", "secret");
      }
      assertRefused(last, 429, "'gateway' may ask 3 times a second");
    }
  }

  private static Answer ask(OpenDoor guarded, String model, String token) throws Exception {
    return guarded.send(
        guarded
            .request("v2/models/" + model + "/infer")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(SUM))
            .build());
  }

  @Test
  void whatIsNoHttpIsRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", door.port())) {
      socket.getOutputStream().write("HELLO\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 400");
    }
  }
}

package io.orilla.inference.rest;

import static io.orilla.inference.rest.OpenDoor.SUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.inference.tensor.DataType;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no model can take, and what a client is told of it. */
final class RestRefusalsTest {
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

  @Test
  void aRequestThatDoesNotFitSaysWhatIsExpected() throws Exception {
    door.infer("sum", SUM.replace("\"a\"", "\"c\""))
        .assertRefused(400, "model 'sum' has no input 'c', only 'a' FP32[-1,2], 'b' FP32[-1,2]");
    door.infer(
            "sum",
            SUM.replace(
                "[1,2],\"datatype\":\"FP32\",\"data\":[1,2]",
                "[1,2],\"datatype\":\"FP64\",\"data\":[1,2]"))
        .assertRefused(400, "input 'a' of model 'sum' takes FP32[-1,2], not FP64[1,2]");
    door.infer(
            "sum",
            SUM.replace(
                "[1,2],\"datatype\":\"FP32\",\"data\":[1,2]",
                "[1,3],\"datatype\":\"FP32\",\"data\":[1,2,3]"))
        .assertRefused(400, "takes FP32[-1,2], not FP32[1,3]");
    door.infer("sum", SUM.replace("\"data\":[1,2]", "\"data\":[1,2,3]"))
        .assertRefused(400, "input 'a' has more elements than its shape [1,2]");
    door.infer("sum", SUM.replace("\"data\":[1,2]", "\"data\":[[1],[2]]"))
        .assertRefused(400, "neither flat nor of its shape [1,2]");
    door.infer("sum", SUM.replace("\"data\":[1,2]", "\"data\":[1,\"two\"]"))
        .assertRefused(400, "element 1 of input 'a' is two, which is no FP32");
    door.infer("sum", "{\"inputs\":[]}")
        .assertRefused(400, "needs input 'a' FP32[-1,2], which is not given");
    door.infer("sum", SUM.replace("FP32", "FLOAT"))
        .assertRefused(400, "there is no datatype 'FLOAT'");
    door.infer("sum", "{\"inputs\":[{")
        .assertRefused(
            400,
            "the request is no JSON: Unexpected end-of-input: expected close marker for Object (start marker at line 1, column 12)");
    door.infer("sum", "[]").assertRefused(400, "the request must be an object");
    door.infer("sum", SUM, new byte[3]).assertRefused(400, "3 bytes behind the JSON belong to no");
    door.infer(
            "sum",
            SUM.replace("\"data\":[1,2]", "\"parameters\":{\"binary_data_size\":9}"),
            new byte[8])
        .assertRefused(400, "input 'a' is to have 9 bytes and only 8 are left");
    door.infer("sum", SUM.replace("]}\n", "],\"outputs\":[{\"name\":\"product\"}]}"))
        .assertRefused(400, "has no output 'product', only 'sum' FP32[-1,2]");
    door.infer(
            "sum",
            SUM.replace(
                    "[1,2],\"datatype\":\"FP32\",\"data\":[1,2]",
                    "[3,2],\"datatype\":\"FP32\",\"data\":[1,2,3,4,5,6]")
                .replace(
                    "[1,2],\"datatype\":\"FP32\",\"data\":[10,20]",
                    "[2,2],\"datatype\":\"FP32\",\"data\":[1,2,3,4]"))
        .assertRefused(400, "the model failed on this input");
    assertThat(door.infer("sum", SUM).status()).isEqualTo(200);
  }

  @Test
  void aWholeNumberIsNotCut() throws Exception {
    door.with("same", Graphs.identity(DataType.UINT8));
    for (String number : new String[] {"256", "-1", "1.5", "null", "9e99"}) {
      door.infer("same", request(DataType.UINT8, "[1,1]", "[" + number + "]"))
          .assertRefused(400, "which is no UINT8");
    }
  }

  @Test
  void aShapeThatPromisesMuchTakesNoMemory() throws Exception {
    door.with("same", Graphs.identity(DataType.FP64));
    door.infer("same", request(DataType.FP64, "[20000,20000]", "[1]"))
        .assertRefused(400, "has fewer elements than its shape");
    door.infer("same", request(DataType.FP64, "[4294967296,4294967296]", "[1]"))
        .assertRefused(400, "has a dimension that no tensor can have");
    door.infer("same", request(DataType.FP64, "[-1,1]", "[1]"))
        .assertRefused(400, "has a dimension");
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws Exception {
    String much = "1,".repeat(600_000) + "1";
    door.infer("sum", "{\"inputs\":[" + much + "]}")
        .assertRefused(413, "more than the 1048576 bytes");
    HttpRequest chunked =
        door.request("v2/models/sum/infer")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(much.getBytes(StandardCharsets.UTF_8))))
            .build();
    door.send(chunked).assertRefused(413, "more than the 1048576 bytes");
  }

  @Test
  void whatGivesNoTensorsIsRefusedWhenItIsDeployed() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> door.with("list", Graphs.sequence()))
        .hasMessageContaining("'y' of the graph is of Sequence, and the Open Inference Protocol");
  }
}

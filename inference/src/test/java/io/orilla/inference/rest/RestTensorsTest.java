package io.orilla.inference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.inference.rest.OpenDoor.Answer;
import io.orilla.inference.tensor.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tensors as JSON and as bytes, in requests and in answers. */
final class RestTensorsTest {
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
    door.infer("sum", "", square).assertRefused(400, "is for models of one input; 'sum' has 2");
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
}

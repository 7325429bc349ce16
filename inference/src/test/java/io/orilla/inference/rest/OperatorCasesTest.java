package io.orilla.inference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.inference.rest.OpenDoor.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ONNX Runtime can, the door can: as JSON, and as bytes. */
final class OperatorCasesTest {
  @TempDir Path folder;

  @Test
  void whatTheRuntimeCanTheDoorCan() throws Exception {
    try (OpenDoor door = new OpenDoor(folder)) {
      OperatorCase.Outcome outcome = OperatorCase.tryAll(one -> differences(door, one));
      System.out.println("Operator cases: %d passed".formatted(outcome.passed()));
      assertThat(outcome.differences()).isEmpty();
      assertThat(outcome.passed()).isGreaterThan(1_000);
    }
  }

  private static List<String> differences(OpenDoor door, OperatorCase one) {
    try {
      door.with(one.name(), one.model());
      List<String> found = new ArrayList<>();
      found.addAll(compare(one, "as JSON", door.infer(one.name(), json(one))));
      found.addAll(compare(one, "as bytes", door.infer(one.name(), binaryJson(one), bytes(one))));
      door.models().unload(one.name());
      return found;
    } catch (Exception e) {
      return List.of(one.name() + ": " + e);
    }
  }

  private static String json(OperatorCase one) {
    return "{\"inputs\":["
        + String.join(",", one.inputs().stream().map(OnnxTensors.Read::json).toList())
        + "]}";
  }

  private static String binaryJson(OperatorCase one) {
    return "{\"parameters\":{\"binary_data_output\":true},\"inputs\":["
        + String.join(",", one.inputs().stream().map(OnnxTensors.Read::binaryJson).toList())
        + "]}";
  }

  private static byte[] bytes(OperatorCase one) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    one.inputs().forEach(input -> all.writeBytes(input.bytes()));
    return all.toByteArray();
  }

  private static List<String> compare(OperatorCase one, String how, Answer answer) {
    if (answer.status() != 200) {
      return List.of("%s %s: %s".formatted(one.name(), how, answer.json().path("error").asText()));
    }
    List<String> wrong = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < one.outputs().size(); i++) {
      JsonNode output = answer.json().path("outputs").path(i);
      int size = output.at("/parameters/binary_data_size").asInt(0);
      byte[] own = Arrays.copyOfRange(answer.bytes(), at, at + size);
      at += size;
      if (!one.outputs().get(i).isLike(output, own)) {
        String shown = output.toString();
        wrong.add(
            "%s %s gives %s"
                .formatted(one.name(), how, shown.substring(0, Math.min(200, shown.length()))));
      }
    }
    return wrong;
  }
}

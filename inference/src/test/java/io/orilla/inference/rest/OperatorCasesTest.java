package io.orilla.inference.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.inference.rest.OpenDoor.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator cases of ONNX' own test suite that ONNX Runtime passes, through the door: as JSON,
 * and as bytes. None of them takes or gives what is no tensor.
 */
final class OperatorCasesTest {
  private static final String WITHIN = "node/%s/";

  @TempDir Path folder;

  private static Path data() {
    Path data = Path.of(System.getenv().getOrDefault("ORILLA_DATA", "../../shared/data"));
    assumeTrue(
        Files.isDirectory(data.resolve("onnx")),
        "skipped: no operator cases at " + data + "; ORILLA_DATA can name another place");
    return data.resolve("onnx");
  }

  /** The cases that ONNX Runtime passes, by their names. */
  private static List<String> passing(Path data) throws IOException {
    return Files.readAllLines(data.resolve("node_tests_ort1.30.csv")).stream()
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[0].equals("node") && cells[2].equals("pass"))
        .map(cells -> cells[1])
        .toList();
  }

  @Test
  void whatTheRuntimeCanTheDoorCan() throws Exception {
    Path data = data();
    List<String> wrong = new ArrayList<>();
    int passed = 0;
    try (ZipFile cases = new ZipFile(data.resolve("onnx_node_tests_v1.17.0.zip").toFile());
        OpenDoor door = new OpenDoor(folder)) {
      for (String name : passing(data)) {
        if (cases.getEntry(WITHIN.formatted(name) + "model.onnx") == null) {
          continue; // too large to be in the archive
        }
        Case one = Case.read(cases, name);
        List<String> differences = differences(door, one);
        passed += differences.isEmpty() ? 1 : 0;
        wrong.addAll(differences);
      }
    }
    System.out.println("Operator cases: %d passed".formatted(passed));
    assertThat(wrong).isEmpty();
    assertThat(passed).isGreaterThan(1_000);
  }

  private static List<String> differences(OpenDoor door, Case one) {
    try {
      door.with(one.name, one.model);
      List<String> found = new ArrayList<>();
      found.addAll(one.compare("as JSON", door.infer(one.name, one.json())));
      found.addAll(one.compare("as bytes", door.infer(one.name, one.binaryJson(), one.bytes())));
      door.models().unload(one.name);
      return found;
    } catch (Exception e) {
      return List.of(one.name + ": " + e);
    }
  }

  private record Case(
      String name, byte[] model, List<OnnxTensors.Read> inputs, List<OnnxTensors.Read> outputs) {
    static Case read(ZipFile cases, String name) throws IOException {
      String within = WITHIN.formatted(name);
      byte[] model = bytes(cases, within + "model.onnx");
      ModelProto proto = ModelProto.parseFrom(model);
      List<String> initialized =
          proto.getGraph().getInitializerList().stream().map(TensorProto::getName).toList();
      List<ValueInfoProto> inputs =
          proto.getGraph().getInputList().stream()
              .filter(input -> !initialized.contains(input.getName()))
              .toList();
      return new Case(
          name,
          model,
          tensors(cases, within + "test_data_set_0/input_", inputs),
          tensors(cases, within + "test_data_set_0/output_", proto.getGraph().getOutputList()));
    }

    private static List<OnnxTensors.Read> tensors(
        ZipFile cases, String prefix, List<ValueInfoProto> declared) throws IOException {
      List<OnnxTensors.Read> tensors = new ArrayList<>();
      for (int i = 0; i < declared.size(); i++) {
        tensors.add(
            OnnxTensors.read(
                declared.get(i).getName(),
                TensorProto.parseFrom(bytes(cases, prefix + i + ".pb"))));
      }
      return tensors;
    }

    private static byte[] bytes(ZipFile cases, String name) throws IOException {
      try (InputStream in = cases.getInputStream(cases.getEntry(name))) {
        return in.readAllBytes();
      }
    }

    String json() {
      return "{\"inputs\":["
          + String.join(",", inputs.stream().map(OnnxTensors.Read::json).toList())
          + "]}";
    }

    String binaryJson() {
      return "{\"parameters\":{\"binary_data_output\":true},\"inputs\":["
          + String.join(",", inputs.stream().map(OnnxTensors.Read::binaryJson).toList())
          + "]}";
    }

    byte[] bytes() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      inputs.forEach(input -> all.writeBytes(input.bytes()));
      return all.toByteArray();
    }

    List<String> compare(String how, Answer answer) {
      if (answer.status() != 200) {
        return List.of("%s %s: %s".formatted(name, how, answer.json().path("error").asText()));
      }
      List<String> wrong = new ArrayList<>();
      int at = 0;
      for (int i = 0; i < outputs.size(); i++) {
        JsonNode output = answer.json().path("outputs").path(i);
        int size = output.at("/parameters/binary_data_size").asInt(0);
        byte[] own = Arrays.copyOfRange(answer.bytes(), at, at + size);
        at += size;
        if (!outputs.get(i).isLike(output, own)) {
          String shown = output.toString();
          wrong.add(
              "%s %s gives %s"
                  .formatted(name, how, shown.substring(0, Math.min(200, shown.length()))));
        }
      }
      return wrong;
    }
  }
}

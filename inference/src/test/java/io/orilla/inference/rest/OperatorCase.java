package io.orilla.inference.rest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipFile;

/**
 * An operator case of ONNX' own test suite that ONNX Runtime passes. None of them takes or gives
 * what is no tensor.
 */
public record OperatorCase(
    String name, byte[] model, List<OnnxTensors.Read> inputs, List<OnnxTensors.Read> outputs) {
  private static final String WITHIN = "node/%s/";

  /** What became of all cases. */
  public record Outcome(int passed, List<String> differences) {}

  private static Path data() {
    Path data = Path.of(System.getenv().getOrDefault("ORILLA_DATA", "../../shared/data"));
    assumeTrue(
        Files.isDirectory(data.resolve("onnx")),
        "skipped: no operator cases at " + data + "; ORILLA_DATA can name another place");
    return data.resolve("onnx");
  }

  /**
   * Goes through all of them; skips the test, saying so, where they are not at hand.
   *
   * @param differences what a case gives that it should not
   */
  public static Outcome tryAll(Function<OperatorCase, List<String>> differences)
      throws IOException {
    Path data = data();
    List<String> wrong = new ArrayList<>();
    int passed = 0;
    try (ZipFile cases = new ZipFile(data.resolve("onnx_node_tests_v1.17.0.zip").toFile())) {
      for (String name : passing(data)) {
        if (cases.getEntry(WITHIN.formatted(name) + "model.onnx") == null) {
          continue; // too large to be in the archive
        }
        List<String> found = differences.apply(read(cases, name));
        passed += found.isEmpty() ? 1 : 0;
        wrong.addAll(found);
      }
    }
    return new Outcome(passed, wrong);
  }

  /** The cases that ONNX Runtime passes, by their names. */
  private static List<String> passing(Path data) throws IOException {
    return Files.readAllLines(data.resolve("node_tests_ort1.30.csv")).stream()
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[0].equals("node") && cells[2].equals("pass"))
        .map(cells -> cells[1])
        .toList();
  }

  private static OperatorCase read(ZipFile cases, String name) throws IOException {
    String within = WITHIN.formatted(name);
    byte[] model = bytes(cases, within + "model.onnx");
    ModelProto proto = ModelProto.parseFrom(model);
    List<String> initialized =
        proto.getGraph().getInitializerList().stream().map(TensorProto::getName).toList();
    List<ValueInfoProto> inputs =
        proto.getGraph().getInputList().stream()
            .filter(input -> !initialized.contains(input.getName()))
            .toList();
    return new OperatorCase(
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
              declared.get(i).getName(), TensorProto.parseFrom(bytes(cases, prefix + i + ".pb"))));
    }
    return tensors;
  }

  private static byte[] bytes(ZipFile cases, String name) throws IOException {
    try (InputStream in = cases.getInputStream(cases.getEntry(name))) {
      return in.readAllBytes();
    }
  }
}

package io.orilla.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.pipeline.WindowTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  @TempDir Path folder;

  private Path graph(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("graph.onnx"), bytes);
  }

  private static WindowTensor window(int rows, int columns, float... values) {
    boolean[] mask = new boolean[values.length];
    Arrays.fill(mask, true);
    return new WindowTensor(rows, columns, values, mask);
  }

  @Test
  void aWindowIsScored() throws IOException {
    try (OnnxModel model = OnnxModel.load(graph(SumGraph.bytes(2, 3)), SumGraph.signature(2, 3))) {
      Map<String, float[]> outputs = model.run(window(2, 3, 1, 2, 3, 10, 20, 30));

      assertThat(outputs.get("score")).containsExactly(66);
      assertThat(outputs.get("contribution")).containsExactly(11, 22, 33);
    }
  }

  @Test
  void theMaskReachesTheGraph() throws IOException {
    try (OnnxModel model = OnnxModel.load(graph(SumGraph.bytes(1, 3)), SumGraph.signature(1, 3))) {
      WindowTensor holed =
          new WindowTensor(1, 3, new float[] {1, 2, 4}, new boolean[] {true, false, true});
      assertThat(model.run(holed).get("score")).containsExactly(5);
    }
  }

  /** The buffers are used again: no window may see another one, no result may change later. */
  @Test
  void callsDoNotSeeEachOther() throws IOException {
    try (OnnxModel model = OnnxModel.load(graph(SumGraph.bytes(1, 1)), SumGraph.signature(1, 1))) {
      float[] first = model.run(window(1, 1, 7)).get("score");
      for (int i = 0; i < 1000; i++) {
        assertThat(model.run(window(1, 1, i)).get("score")).containsExactly(i);
      }
      assertThat(first).containsExactly(7);
    }
  }

  @Test
  void manyWindowsAreScoredInOrder() throws IOException {
    try (OnnxModel model = OnnxModel.load(graph(SumGraph.bytes(1, 2)), SumGraph.signature(1, 2))) {
      List<WindowTensor> windows =
          IntStream.range(0, 600).mapToObj(i -> window(1, 2, i, 0.5f)).toList();

      List<Map<String, float[]>> scored = model.run(windows);

      assertThat(scored).hasSize(600);
      assertThat(scored.get(599).get("score")).containsExactly(599.5f);
      assertThat(scored.get(257).get("contribution")).containsExactly(257, 0.5f);
      assertThat(model.run(List.of())).isEmpty();
    }
  }

  @Test
  void aWindowOfAnotherShapeIsRefused() throws IOException {
    try (OnnxModel model = OnnxModel.load(graph(SumGraph.bytes(2, 3)), SumGraph.signature(2, 3))) {
      assertThatThrownBy(() -> model.run(window(3, 2, 1, 2, 3, 4, 5, 6)))
          .hasMessage("the model takes windows of 2 rows and 3 signals, not 3 and 2");
    }
  }

  @Test
  void aGraphOfAnotherShapeThanItsSignatureIsRefused() throws IOException {
    Path graph = graph(SumGraph.bytes(2, 3));
    assertThatThrownBy(() -> OnnxModel.load(graph, SumGraph.signature(5, 3)))
        .asInstanceOf(InstanceOfAssertFactories.type(OrillaException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FORMAT))
        .satisfies(
            e ->
                assertThat(e.text())
                    .contains("its input 'window' is")
                    .contains("FLOAT[-1, 5, 3] is expected"));
  }

  @Test
  void aGraphWithoutAnOutputOfItsSignatureIsRefused() throws IOException {
    Path graph = graph(SumGraph.bytes(2, 3));
    ModelSignature signature =
        new ModelSignature(
            2,
            SumGraph.signature(2, 3).signals(),
            List.of(new ModelSignature.Output("remaining_life", 1)));
    assertThatThrownBy(() -> OnnxModel.load(graph, signature))
        .hasMessageContaining("it has no 'remaining_life', only [");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] bytes = SumGraph.bytes(2, 3);
    Path graph = graph(Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> OnnxModel.load(graph, SumGraph.signature(2, 3)))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("the model graph at " + graph + " cannot be loaded");
  }

  @Test
  void aMissingFileIsNamed() {
    Path graph = folder.resolve("gone.onnx");
    assertThatThrownBy(() -> OnnxModel.load(graph, SumGraph.signature(2, 3)))
        .hasMessage("there is no model graph at " + graph);
  }

  @Test
  void theRuntimeNamesItsBuildAndTheMachine() {
    assertThat(OnnxModel.runtime())
        .startsWith("onnxruntime 1.29.0 ")
        .contains(System.getProperty("os.arch"));
  }
}

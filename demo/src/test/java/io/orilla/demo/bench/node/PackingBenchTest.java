package io.orilla.demo.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.demo.bench.Figure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PackingBenchTest {
  /** Bytes are the same on every machine, speed is not. The model is noisier than SKAB. */
  @Test
  void aSampleOfThePlantTakesFewBytes() throws Exception {
    List<Figure> figures = PackingBench.run(Optional.empty());
    assertThat(figures)
        .extracting(Figure::name)
        .containsExactly("bytes_per_sample", "bytes_per_sample_10s", "pack_samples_s");
    double bytes = figures.get(0).value();
    assertThat(bytes).isBetween(1.5, 2.4);
    assertThat(figures.get(1).value()).as("every ten seconds").isBetween(bytes, 3.2);
    assertThat(figures.get(2).value()).isPositive();
  }
}

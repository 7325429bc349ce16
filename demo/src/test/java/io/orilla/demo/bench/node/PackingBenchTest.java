package io.orilla.demo.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PackingBenchTest {
  /** Bytes are the same on every machine, speed is not. The model is noisier than SKAB. */
  @Test
  void aSampleOfThePlantTakesFewBytes() throws Exception {
    PackingBench.Result result = PackingBench.run(Optional.empty());
    assertThat(result.bytesPerSample()).isLessThan(2.7);
    assertThat(result.payloadPerSample()).isLessThan(result.bytesPerSample());
    assertThat(result.bytesPerSampleTenSeconds()).isGreaterThan(result.bytesPerSample());
    assertThat(result.packSamplesPerSecond()).isPositive();
  }
}

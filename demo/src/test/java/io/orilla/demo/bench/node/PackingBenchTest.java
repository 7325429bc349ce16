package io.orilla.demo.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PackingBenchTest {
  /** Bytes are the same on every machine, so they are held to the promise; the speed is not. */
  @Test
  void aSampleOfThePlantTakesFewBytes() throws Exception {
    PackingBench.Result result = PackingBench.run(Optional.empty());
    System.out.println(result);
    assertThat(result.bytesPerSample()).isLessThan(2.4);
    assertThat(result.payloadPerSample()).isLessThan(result.bytesPerSample());
    assertThat(result.bytesPerSampleTenSeconds()).isGreaterThan(result.bytesPerSample());
    assertThat(result.packSamplesPerSecond()).isPositive();
  }
}

package io.orilla.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Workload may say of calls from outside. */
final class ServingSpecTest {
  private static WorkloadSpec workload(String serving) {
    String text =
        """
        apiVersion: orilla.io/v1
        kind: Workload
        metadata: {name: press}
        spec:
          asset: riva/hall1/press/p1
          output: anomaly
          model: {name: press, version: 1}
          serving: {%s}
        """
            .formatted(serving)
            .replace("orilla.io/v1", Document.API_VERSION);
    return (WorkloadSpec) DocumentReader.readAll(text).getFirst().spec();
  }

  @Test
  void whatIsNotSaidIsLeftToTheNode() {
    ServingSpec serving =
        workload("batchDelay: 2ms, priority: 3, log: sampled 100").serving().orElseThrow();
    assertThat(serving.batchDelay()).contains(Duration.ofMillis(2));
    assertThat(serving.priority()).contains(3);
    assertThat(serving.maxQueue()).isEmpty();
    assertThat(serving.log().orElseThrow().every()).isEqualTo(100);
    assertThat(Json.text(serving))
        .isEqualTo("{\"batchDelay\":\"2ms\",\"log\":\"sampled 100\",\"priority\":3}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          log: some         | log is none, all, or 'sampled 100' for each hundredth call, not 'some'
          log: sampled 0    | not 'sampled 0'
          maxBatch: 0       | maxBatch is 1 to 4096, not 0
          priority: 10      | priority is 0 to 9, not 10
          batchDelay: 2s    | batchDelay is 0s to 1s, not PT2S
          longestWait: 0s   | longestWait is 1ms to 1h, not PT0S
          maxBytes: 1       | maxBytes is 1024 to 4294967296, not 1
          queue: 3          | unknown key 'queue'
          """)
  void whatCannotBeIsRefused(String serving, String reason) {
    assertThatThrownBy(() -> workload(serving)).hasMessageContaining(reason);
  }
}

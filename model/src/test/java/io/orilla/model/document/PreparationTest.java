package io.orilla.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private static Preparation of(String... signals) {
    return new Preparation(
        Stream.of(signals).map(name -> new Preparation.Column(name, "bar")).toList(),
        new Clean(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1)),
        List.of());
  }

  @Test
  void aSignalBecomesAColumnOfThePreparedTable() {
    assertThat(new Preparation.Column("Volume Flow-Rate.1", "l/min").column())
        .isEqualTo("volume_flow_rate_1");
    assertThat(of("pressure", "flow").names()).containsExactly("pressure", "flow");
  }

  @Test
  void signalsThatWouldShareAColumnAreRefused() {
    assertThatThrownBy(() -> of("flow 1", "Flow-1"))
        .hasMessageContaining("the signal 'Flow-1' would share the column 'flow_1'");
    assertThatThrownBy(() -> of("Time")).hasMessageContaining("the signal 'Time' would share");
  }
}

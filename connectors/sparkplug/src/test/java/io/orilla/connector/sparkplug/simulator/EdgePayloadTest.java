package io.orilla.connector.sparkplug.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.junit.jupiter.api.Test;

final class EdgePayloadTest {
  @Test
  void tahuReadsIt() throws Exception {
    byte[] bytes =
        EdgePayload.of(Map.of("level", 2.5, "pumping", true, "bdSeq", 3L))
            .withSequence(7)
            .toBytes();
    SparkplugBPayload payload = new SparkplugBPayloadDecoder().buildFromByteArray(bytes, null);
    assertThat(payload.getSeq()).isEqualTo(7);
    assertThat(payload.getMetrics())
        .extracting(Metric::getName, Metric::getDataType, Metric::getValue)
        .containsExactlyInAnyOrder(
            tuple("level", MetricDataType.Double, 2.5),
            tuple("pumping", MetricDataType.Boolean, true),
            tuple("bdSeq", MetricDataType.Int64, 3L));
  }
}

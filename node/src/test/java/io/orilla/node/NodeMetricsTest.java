package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.node.testbed.NodeBed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node measures of itself: as signals, and for Prometheus. */
final class NodeMetricsTest {
  private static final AssetName BOX = new AssetName("riva/hall1/edge/box");

  @AutoClose private final NodeBed bed;

  NodeMetricsTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forRecords(folder);
  }

  private static DesiredState.Source itself(Map<String, String> addresses) {
    List<SourceSpec.Signal> signals =
        addresses.entrySet().stream()
            .map(each -> new SourceSpec.Signal(BOX.signal(each.getKey()), each.getValue(), ""))
            .toList();
    return new DesiredState.Source(
        new ObjectName("itself"),
        1,
        new SourceSpec(
            new ObjectName("hall-1"), "node", Json.tree(Map.of("interval", "1s")), signals));
  }

  @Test
  void itsMetricsAreSignalsAsOthersAre() {
    DesiredState.Source itself =
        itself(
            Map.of(
                "busy", "machine_processor_ratio",
                "free", "machine_disk_free_bytes",
                "late", "workload_prediction_seconds?workload=loop1&quantile=0.99",
                "odd", "no_such_metric"));
    DesiredState.Workload loop1 = NodeBed.loop1(1, bed.model(LOOP1, 0.1f).digest());
    try (Node node = bed.start()) {
      bed.server().declare(node.name(), List.of(NodeBed.source(), itself), List.of(loop1));
      await().until(() -> number("late") > 0);
      assertThat(number("busy")).isBetween(0.0, 1.0);
      assertThat(number("free")).isPositive();
      assertThat(node.status().sources())
          .filteredOn(source -> source.name().text().equals("itself"))
          .singleElement()
          .satisfies(
              source ->
                  assertThat(source.figures().troubles().getFirst().reason())
                      .isEqualTo("the node has no metric 'no_such_metric' now"));
    }
  }

  /** The last value of a signal; 0 before it came. */
  private double number(String signal) {
    return bed.inbox().samples().stream()
        .filter(sample -> sample.signal().equals(BOX.signal(signal)))
        .map(Sample::value)
        .map(value -> ((Value.DoubleValue) value).value())
        .reduce(0.0, (before, last) -> last);
  }

  @Test
  void prometheusFindsItsWorkloads() throws Exception {
    bed.declare(NodeBed.loop1(1, bed.model(LOOP1, 0.1f).digest()));
    try (Node node = bed.start();
        HttpClient client = HttpClient.newHttpClient()) {
      URI metrics = URI.create("http://127.0.0.1:" + node.localPort() + "/metrics");
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          client
                              .send(
                                  HttpRequest.newBuilder(metrics).build(),
                                  HttpResponse.BodyHandlers.ofString())
                              .body())
                      .containsPattern("orilla_workload_running\\{workload=\"loop1\",.*\\} 1\n")
                      .contains("orilla_alarms_raised{priority=\"high\"} 0\n")
                      .containsPattern("orilla_source_connected\\{source=\".*\"\\} 1\n"));
    }
  }
}

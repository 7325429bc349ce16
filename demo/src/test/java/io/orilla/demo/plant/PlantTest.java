package io.orilla.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.connector.opcua.OpcUaConnector;
import io.orilla.demo.ledger.Audit;
import io.orilla.demo.ledger.GivenUp;
import io.orilla.demo.ledger.LakeSample;
import io.orilla.demo.ledger.Ledger;
import io.orilla.demo.ledger.LedgerAudit;
import io.orilla.demo.ledger.LedgerEntry;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  private Ledger ledger;
  private Plant plant;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @BeforeEach
  void start() {
    ledger = Ledger.open(folder.resolve("ledger.csv"), PlantLayout.signals());
    List<Recording> recordings =
        PlantLayout.ASSETS.stream()
            .map(asset -> new LoopModel(asset.text().length()).recording(asset, START))
            .toList();
    plant = Plant.start(recordings, 0, Pace.of(0), ledger);
  }

  @AfterEach
  void close() {
    plant.close();
    ledger.close();
  }

  @Test
  void everyServedValueIsInTheLedgerAndArrivesOnce() {
    Received received = new Received();
    try (Connector.Connection connection = subscribe(received)) {
      await().until(() -> monitored() == 32);
      plant.pace(new Pace(100, 300));
      await().until(() -> served() == 300 && received.samples.size() >= 300 * 32);
      Audit audit =
          LedgerAudit.audit(
              entries(), received.lake(), List.of(), new GivenUp(Map.of(), AssetName::text));
      assertThat(audit.served()).isEqualTo(300 * 32);
      assertThat(audit.inLake()).isEqualTo(300 * 32);
      assertThat(audit.isBalanced()).as("%s", audit).isTrue();
      assertThat(entries()).extracting(LedgerEntry::number).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void whatNobodyMonitorsIsNotInTheLedgerAndTheCurrentValueIsHandedToEachNewcomer() {
    plant.pace(new Pace(1_000, 50));
    await().until(() -> served() == 50);
    assertThat(entries()).isEmpty();
    Received first = new Received();
    Received second = new Received();
    try (Connector.Connection one = subscribe(first)) {
      await().until(() -> first.samples.size() == 32);
      assertThat(entries()).hasSize(32).noneMatch(LedgerEntry::repeated);
      try (Connector.Connection two = subscribe(second)) {
        await().until(() -> second.samples.size() == 32);
      }
    }
    assertThat(entries()).hasSize(64);
    assertThat(entries().subList(32, 64)).allMatch(LedgerEntry::repeated);
    await().until(() -> plant.status().subscribers() == 0);
  }

  private List<LedgerEntry> entries() {
    return Ledger.read(folder.resolve("ledger.csv"));
  }

  private int served() {
    return plant.status().assets().getFirst().served();
  }

  private int monitored() {
    return plant.status().assets().stream().mapToInt(PlantStatus.Asset::monitored).sum();
  }

  private Connector.Connection subscribe(Received received) {
    List<SourceSpec.Signal> signals =
        PlantLayout.signals().entrySet().stream()
            .map(entry -> new SourceSpec.Signal(entry.getValue(), "ns=2;s=" + entry.getKey(), null))
            .toList();
    SourceSpec source =
        new SourceSpec(
            new ObjectName("hall-1"),
            "opcua",
            Json.mapper().createObjectNode().put("endpoint", plant.endpoint()),
            signals);
    return new OpcUaConnector(InstantSource.system()).open(source, received);
  }

  /** Stands in for the node, its journal and the lake. */
  private static final class Received implements SampleListener {
    private final List<Sample> samples = new CopyOnWriteArrayList<>();

    List<LakeSample> lake() {
      return samples.stream()
          .map(
              sample ->
                  new LakeSample(
                      sample.signal(),
                      sample.sourceTime(),
                      sample.value().number().orElseThrow(),
                      sample.statusCode()))
          .toList();
    }

    @Override
    public void received(List<Sample> received) {
      samples.addAll(received);
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(String reason) {}

    @Override
    public void overflowed(SignalName signal) {
      throw new IllegalStateException("the queue of " + signal + " overflowed");
    }
  }
}

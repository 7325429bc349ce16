package io.orilla.demo.bench.connectors;

import com.sun.management.OperatingSystemMXBean;
import io.orilla.model.connector.Connector;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FileDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.source.SourceStatus;
import io.orilla.node.source.Sources;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** The part of a node that reads and journals, in this process. */
final class ReadingNode implements AutoCloseable {
  static final ObjectName NAME = new ObjectName("bench");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Journal journal;
  private final Sources sources;
  private final Completeness completeness;

  /**
   * Begins to read.
   *
   * @param folder for the journal
   */
  ReadingNode(Path folder, Connector connector, SourceSpec source) throws IOException {
    FileDisk disk = new FileDisk(Files.createDirectories(folder));
    this.journal =
        Journal.open(
            disk, JournalSettings.DEFAULT, CLOCK, () -> new JournalEpoch(UUID.randomUUID()));
    this.completeness = new Completeness(connector);
    this.sources = new Sources(List.of(completeness), journal, new Documents(disk), CLOCK);
    sources.reach(
        new DesiredState(
            NAME,
            new StateVersion(1, 1),
            Instant.EPOCH,
            List.of(new DesiredState.Source(new ObjectName("load"), 1, source)),
            List.of()));
  }

  Completeness completeness() {
    return completeness;
  }

  boolean isConnected() {
    return sources.status().stream().anyMatch(SourceStatus::connected);
  }

  /** Values that did not come to the end: not from the peer, or not into the journal. */
  long lost() {
    long received = completeness.received();
    long repeated = sources.status().getFirst().figures().repeated();
    journal.sync();
    long unjournalled = received - repeated - journal.durable(Lane.SIGNALS);
    return completeness.missing() + Math.max(0, unjournalled);
  }

  static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      Thread.sleep(5);
    }
  }

  /** Processor time of this process so far. */
  static double cpuSeconds() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  @Override
  public void close() {
    sources.close();
    journal.close();
  }
}

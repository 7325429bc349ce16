package io.orilla.demo.bench.node;

import io.orilla.demo.bench.Figure;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.node.disk.FileDisk;
import io.orilla.node.journal.DropPolicy;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.journal.LaneBudget;
import io.orilla.node.journal.LaneReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The journal alone: how fast it takes records, opens, and gives them back. */
final class JournalLoad {
  private static final SignalName SIGNAL = new AssetName("riva/hall1/bench/press").signal("text");
  private static final int RECORD_BYTES = 200;
  private static final int ROW_OVERHEAD = 27;
  private static final int RECORDS_IN_BLOCK = 100;
  private static final int PENDING = 10_000_000;
  private static final int SAMPLES_IN_BLOCK = 1000;

  private final Path folder;

  JournalLoad(Path folder) {
    this.folder = folder;
  }

  List<Figure> measure(Duration time) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.add(durableRecords(time));
    try (Journal journal = open("delay")) {
      figures.add(new DurableDelay(folder).measure(journal, time));
    }
    figures.addAll(manyPending());
    return figures;
  }

  private Journal open(String name) throws IOException {
    JournalSettings roomy =
        JournalSettings.DEFAULT.withBudget(
            Lane.SIGNALS,
            new LaneBudget(8L << 30, 64 << 20, Duration.ofDays(90), DropPolicy.DROP_OLDEST));
    return Journal.open(
        new FileDisk(folder.resolve(name)),
        roomy,
        InstantSource.system(),
        () -> new JournalEpoch(UUID.randomUUID()));
  }

  private Figure durableRecords(Duration time) throws IOException {
    Value text = new Value.TextValue("x".repeat(RECORD_BYTES - ROW_OVERHEAD));
    List<Sample> block = new ArrayList<>();
    for (int record = 0; record < RECORDS_IN_BLOCK; record++) {
      block.add(new Sample(SIGNAL, record, record, text, 0));
    }
    double bare = bareFile(time);
    try (Journal journal = open("records")) {
      long began = System.nanoTime();
      long records = 0;
      while (System.nanoTime() - began < time.toNanos()) {
        journal.appendSamples(block);
        records += RECORDS_IN_BLOCK;
      }
      journal.sync();
      double seconds = (System.nanoTime() - began) / 1e9;
      if (journal.durable(Lane.SIGNALS) != records) {
        throw new IllegalStateException("not all records are durable");
      }
      return Figure.atLeast(
          200_000,
          "journal_records_s",
          records / seconds,
          bare,
          "200-byte records, all durable at the end | the same bytes into a bare file, synced every 50 ms");
    }
  }

  private double bareFile(Duration time) throws IOException {
    byte[] block = new byte[RECORD_BYTES * RECORDS_IN_BLOCK];
    long records = 0;
    long began = System.nanoTime();
    long synced = began;
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("bare").toFile(), "rw")) {
      while (System.nanoTime() - began < time.toNanos()) {
        file.write(block);
        records += RECORDS_IN_BLOCK;
        if (System.nanoTime() - synced > 50_000_000) {
          file.getFD().sync();
          synced = System.nanoTime();
        }
      }
      file.getFD().sync();
    }
    return records / ((System.nanoTime() - began) / 1e9);
  }

  private List<Figure> manyPending() throws IOException {
    try (Journal journal = open("pending")) {
      for (int block = 0; block < PENDING / SAMPLES_IN_BLOCK; block++) {
        journal.appendSamples(samples(block));
      }
    }
    long began = System.nanoTime();
    try (Journal journal = open("pending")) {
      double openMillis = (System.nanoTime() - began) / 1e6;
      double growth = drain(journal);
      return List.of(
          Figure.atMost(
              1000,
              "restart_ms",
              openMillis,
              0,
              "the journal opens with " + PENDING + " records pending"),
          Figure.atMost(
              8,
              "drain_growth_mb",
              growth,
              0,
              "heap after collection, last million drained against the first"));
    }
  }

  private static List<Sample> samples(int block) {
    List<Sample> samples = new ArrayList<>(SAMPLES_IN_BLOCK);
    for (int index = 0; index < SAMPLES_IN_BLOCK; index++) {
      long time = 1_700_000_000_000_000L + (long) block * SAMPLES_IN_BLOCK + index;
      samples.add(new Sample(SIGNAL, time, time, new Value.DoubleValue(index), 0));
    }
    return samples;
  }

  /** Reads and forgets all, as the delivery does; answers by how many megabytes the heap grew. */
  private static double drain(Journal journal) {
    double first = 0;
    double last = 0;
    try (LaneReader reader = journal.deliveryReader(Lane.SIGNALS, 1)) {
      long drained = 0;
      while (drained < PENDING) {
        Optional<Block> block = reader.next(journal.durable(Lane.SIGNALS));
        drained = block.orElseThrow().lastSequence();
        journal.delivered(Lane.SIGNALS, drained);
        if (drained % 1_000_000 == 0) {
          journal.persistDelivered();
          last = heapMegabytes();
          first = first == 0 ? last : first;
        }
      }
    }
    return last - first;
  }

  private static double heapMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(JournalLoad::used)
            .sum()
        / 1e6;
  }

  private static long used(MemoryPoolMXBean pool) {
    return pool.getCollectionUsage().getUsed();
  }
}

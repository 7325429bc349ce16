package io.orilla.node.journal;

import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.MemoryDisk;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;

/** A lane of samples on a disk that fails when it is told to; the log keeps quiet of that. */
final class JournalBed implements AutoCloseable {
  static final SignalName SIGNAL = new SignalName("riva/hall1/water/loop1/flow");
  static final JournalSettings SMALL =
      new JournalSettings(300, Duration.ofMillis(2), Duration.ofMillis(5), 64 << 10)
          .withFailures(2_000, Duration.ofMillis(10), Duration.ofMillis(50));
  private static final Logger QUIET = Logger.getLogger("io.orilla.node.journal");

  private final FaultyDisk disk = new FaultyDisk(new MemoryDisk(), 7);

  JournalBed() {
    QUIET.setLevel(Level.OFF);
  }

  FaultyDisk disk() {
    return disk;
  }

  Journal open() {
    return open(SMALL);
  }

  Journal open(JournalSettings settings) {
    return open(settings, InstantSource.system());
  }

  Journal open(JournalSettings settings, InstantSource clock) {
    return Journal.open(disk, settings, clock, () -> new JournalEpoch(new UUID(1, 2)));
  }

  static void fill(Journal journal, long from, long to) {
    LongStream.rangeClosed(from, to).forEach(at -> journal.appendSamples(samples(at, at)));
  }

  static List<Sample> samples(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(time -> new Sample(SIGNAL, time, time, new Value.DoubleValue(time), 0))
        .toList();
  }

  static LaneAccount account(Journal journal) {
    return journal.account(Lane.SIGNALS);
  }

  /** Delivers all; returns the first sequences of the blocks. */
  static List<Long> deliverAll(Journal journal) {
    List<Long> delivered = new ArrayList<>();
    try (LaneReader reader =
        journal.deliveryReader(Lane.SIGNALS, journal.delivered(Lane.SIGNALS) + 1)) {
      long limit = journal.durable(Lane.SIGNALS);
      reader.forEach(
          limit,
          block -> {
            delivered.add(block.firstSequence());
            journal.delivered(Lane.SIGNALS, block.lastSequence());
          });
    }
    journal.persistDelivered();
    return delivered;
  }

  static List<Event.Dropped> dropped(Journal journal) {
    List<Event.Dropped> dropped = new ArrayList<>();
    try (LaneReader reader = journal.reader(Lane.EVENTS, 1)) {
      long limit = journal.last(Lane.EVENTS);
      reader.forEach(
          limit,
          block ->
              JsonRecords.decode(block.payload(), Event.class).stream()
                  .filter(Event.Dropped.class::isInstance)
                  .map(Event.Dropped.class::cast)
                  .forEach(dropped::add));
    }
    return dropped;
  }

  static long count(List<Event.Dropped> losses) {
    return losses.stream().mapToLong(Event.Dropped::count).sum();
  }

  String segmentOf(long sequence) throws IOException {
    return disk.list("signals").stream()
        .filter(name -> name.endsWith(".seg"))
        .filter(name -> Long.parseLong(name.substring(0, 20)) <= sequence)
        .reduce((first, last) -> "signals/" + last)
        .orElseThrow();
  }

  @Override
  public void close() {
    QUIET.setLevel(null);
  }
}

package io.orilla.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.MemoryDisk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A journal that is killed or loses its power at any operation of the disk. */
final class JournalCrashTest {
  private static final SignalName SIGNAL = new SignalName("riva/hall1/water/loop1/flow");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  /** Small segments, so that many are sealed; syncs only when the test says so. */
  private static final JournalSettings SETTINGS =
      new JournalSettings(400, Duration.ofHours(1), Duration.ofHours(1), 2_000);

  private enum End {
    KILL,
    POWER_CUT
  }

  @Property(tries = 300)
  void whatWasJournalledSurvivesAKillAndWhatWasDurableAPowerCut(
      @ForAll long seed, @ForAll End end, @ForAll @IntRange(min = 1, max = 4) int crashes)
      throws IOException {
    Random random = new Random(seed);
    FaultyDisk disk = new FaultyDisk(new MemoryDisk(), seed);
    List<Long> expected = new ArrayList<>();
    for (int crash = 0; crash < crashes; crash++) {
      Written written = work(disk, random, expected);
      disk = end == End.KILL ? disk.afterKill() : disk.afterPowerCut();
      long atLeast = end == End.KILL ? written.journalled() : written.durable();
      expected = found(disk, written.values(), atLeast);
    }
  }

  private record Written(List<Long> values, long journalled, long durable) {}

  /** Appends, syncs and delivers until the disk fails; values may end with one that was cut. */
  private static Written work(FaultyDisk disk, Random random, List<Long> before) {
    List<Long> values = new ArrayList<>(before);
    long journalled = before.size();
    long durable = before.size();
    disk.goOffAfter(20 + random.nextInt(120));
    try (Journal journal = open(disk)) {
      while (true) {
        List<Sample> samples = samples(random, 1 + random.nextInt(4));
        samples.forEach(sample -> values.add(sample.sourceTime()));
        assertThat(journal.appendSamples(samples)).isEqualTo(journalled + 1);
        journalled = values.size();
        if (random.nextInt(3) == 0) {
          journal.sync();
          durable = journal.durable(Lane.SIGNALS);
        }
        if (random.nextInt(5) == 0) {
          journal.release(Lane.SIGNALS, durable);
          journal.delivered(Lane.SIGNALS, random.nextLong(durable + 1));
          journal.persistDelivered();
        }
      }
    } catch (OrillaException diskFailed) {
      return new Written(values, journalled, durable);
    }
  }

  private static List<Long> found(FaultyDisk disk, List<Long> written, long atLeast) {
    try (Journal journal = open(disk)) {
      long last = journal.journalled(Lane.SIGNALS);
      assertThat(last).isBetween(atLeast, (long) written.size());
      assertThat(journal.account(Lane.SIGNALS).balanced()).isTrue();
      assertThat(journal.account(Lane.SIGNALS).made()).isEqualTo(last);
      long first = journal.firstKept(Lane.SIGNALS);
      assertThat(values(journal, first, last))
          .isEqualTo(written.subList((int) first - 1, (int) last));
      return new ArrayList<>(written.subList(0, (int) last));
    }
  }

  private static List<Long> values(Journal journal, long first, long last) {
    List<Long> values = new ArrayList<>();
    try (LaneReader reader = journal.reader(Lane.SIGNALS, first)) {
      for (var block = reader.next(last); block.isPresent(); block = reader.next(last)) {
        assertThat(block.get().firstSequence()).isEqualTo(first + values.size());
        times(block.get()).forEach(values::add);
      }
    }
    return values;
  }

  private static List<Long> times(Block block) {
    return SampleRecords.decode(block.payload()).stream().map(Sample::sourceTime).toList();
  }

  private static Journal open(Disk disk) {
    return Journal.open(disk, SETTINGS, CLOCK, () -> new JournalEpoch(new UUID(1, 2)));
  }

  private static List<Sample> samples(Random random, int count) {
    return random
        .longs(count)
        .mapToObj(time -> new Sample(SIGNAL, time, 0, new Value.DoubleValue(time), 0))
        .toList();
  }
}

package io.orilla.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.FaultyDisk.Operation;
import io.orilla.node.disk.MemoryDisk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A journal through any sequence of a disk's faults, kills and power cuts: the accounts balance,
 * nothing durable is lost but what was damaged, no record is there twice, and every loss is named
 * once and exactly.
 */
final class JournalCrashTest {
  private static final SignalName SIGNAL = new SignalName("riva/hall1/water/loop1/flow");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final Logger QUIET = Logger.getLogger("io.orilla.node");

  /** Small segments, so that many are sealed; syncs only when the test says so. */
  private static JournalSettings settings(DropPolicy policy) {
    return new JournalSettings(500, Duration.ofHours(1), Duration.ofHours(1), 64 << 10)
        .withBudget(Lane.SIGNALS, new LaneBudget(3_000, 1_000, Duration.ofDays(1), policy, 3))
        .withFailures(700, Duration.ZERO, Duration.ofDays(1));
  }

  @BeforeContainer
  static void expectFailures() {
    QUIET.setLevel(Level.OFF);
  }

  @AfterContainer
  static void speakAgain() {
    QUIET.setLevel(null);
  }

  private enum Faults {
    /** The machine ends in the middle of an operation, and nothing else is wrong. */
    ENDS,
    /** The disk fails, fills up and comes back as well. */
    FAILURES,
    /** Bytes that were durable change, too. */
    DAMAGE
  }

  @Property(tries = 150)
  void accountsBalanceAndEveryLossIsNamedOnce(
      @ForAll long seed, @ForAll Faults faults, @ForAll boolean thins) throws IOException {
    Story story = new Story(seed, faults, thins ? DropPolicy.THIN : DropPolicy.DROP_OLDEST);
    for (int run = 0; run < 4; run++) {
      story.live();
      story.end();
    }
    story.deliverAllAndCheck();
  }

  private static Journal open(Disk disk, DropPolicy policy) {
    return Journal.open(disk, settings(policy), CLOCK, () -> new JournalEpoch(new UUID(1, 2)));
  }

  /** What one node went through, and what must have become of it. */
  private static final class Story {
    private final Random random;
    private final Faults faults;
    private final DropPolicy policy;
    private final Shore shore = new Shore();

    /** The value under each number that was given and not lost by a crash. */
    private final NavigableMap<Long, Long> given = new TreeMap<>();

    /** Numbers that were not durable when the machine ended: first to last. */
    private final NavigableMap<Long, Long> unsafe = new TreeMap<>();

    private FaultyDisk disk;
    private long durable;
    private long last;

    /** Whether the disk took no note of what was sent: losses can be named wrongly then. */
    private boolean unsure;

    Story(long seed, Faults faults, DropPolicy policy) {
      this.random = new Random(seed);
      this.faults = faults;
      this.policy = policy;
      this.disk = new FaultyDisk(new MemoryDisk(), seed);
    }

    void live() throws IOException {
      Journal journal = open(disk, policy);
      checkNumbers(journal);
      LaneReader delivery =
          journal.deliveryReader(Lane.SIGNALS, journal.delivered(Lane.SIGNALS) + 1);
      disk.goOffAfter(faults == Faults.ENDS || random.nextBoolean() ? random.nextInt(300) : 5_000);
      for (int step = 0; step < 60 && !disk.isOff(); step++) {
        act(journal, delivery);
        LaneAccount account = journal.account(Lane.SIGNALS);
        assertThat(account.balanced()).as("%s", account).isTrue();
        assertThat(account.pending()).isNotNegative();
        durable = journal.durable(Lane.SIGNALS);
        last = journal.last(Lane.SIGNALS);
      }
      if (random.nextInt(4) == 0) {
        disk.mend();
        journal.close();
        durable = journal.durable(Lane.SIGNALS);
        if (faults == Faults.DAMAGE) {
          damageTheEnd(journal.delivered(Lane.SIGNALS));
        }
      }
    }

    private void act(Journal journal, LaneReader delivery) throws IOException {
      switch (random.nextInt(10)) {
        case 0, 1 -> sync(journal);
        case 2, 3 -> deliver(journal, delivery, random.nextInt(8) > 0);
        case 4 -> journal.persistDelivered();
        case 5 -> journal.release(Lane.SIGNALS, journal.durable(Lane.SIGNALS));
        case 6 -> fault();
        default -> append(journal);
      }
    }

    private void append(Journal journal) {
      List<Sample> samples =
          random
              .longs(1 + random.nextInt(4))
              .mapToObj(time -> new Sample(SIGNAL, time, 0, new Value.DoubleValue(time), 0))
              .toList();
      long first = journal.appendSamples(samples);
      assertThat(first).isEqualTo(given.isEmpty() ? 1 : given.lastKey() + 1);
      for (Sample sample : samples) {
        given.put(first++, sample.sourceTime());
      }
    }

    private void sync(Journal journal) {
      try {
        journal.sync();
      } catch (OrillaException diskFails) {
        assertThat(journal.trouble(Lane.SIGNALS).or(() -> journal.trouble(Lane.EVENTS)))
            .isPresent();
      }
    }

    private void deliver(Journal journal, LaneReader reader, boolean answered) {
      try {
        reader.seek(Math.max(journal.delivered(Lane.SIGNALS) + 1, 1));
        List<Block> batch =
            Shore.batch(reader, journal.durable(Lane.SIGNALS), 1 + random.nextInt(4));
        if (!batch.isEmpty()) {
          unsure |= !journal.sending(Lane.SIGNALS, batch.getFirst().firstSequence());
          boolean epochEnds = unsure && shore.refuses(batch, journal.account(Lane.SIGNALS));
          if (disk.isOff() || epochEnds) {
            return;
          }
          long through = shore.take(batch, journal.account(Lane.SIGNALS));
          if (answered) {
            journal.delivered(Lane.SIGNALS, through);
          }
        }
      } catch (OrillaException diskFails) {
        assertThat(diskFails.text()).startsWith("cannot read the journal");
      }
    }

    private void fault() throws IOException {
      if (faults == Faults.ENDS) {
        return;
      }
      switch (random.nextInt(faults == Faults.DAMAGE ? 9 : 7)) {
        case 0 -> disk.fail(Operation.values()[random.nextInt(4)]);
        case 1 -> disk.turnReadOnly();
        case 2 -> disk.fillUpAfter(random.nextInt(1_500));
        case 3 -> disk.failOneIn(2 + random.nextInt(8));
        case 4, 5, 6 -> disk.mend();
        default -> damage();
      }
    }

    /**
     * Of any segment of the signals lane but the newest that holds durable records: damage at the
     * end of what a crash leaves looks like a write that was cut.
     */
    private void damage() throws IOException {
      try {
        List<String> segments = new ArrayList<>();
        for (String name : disk.list("signals")) {
          if (name.endsWith(".seg") && holdsDurable("signals/" + name)) {
            segments.add("signals/" + name);
          }
        }
        if (segments.size() > 1) {
          String name = segments.get(random.nextInt(segments.size() - 1));
          disk.damage(name, random.nextInt(disk.read(name).orElseThrow().length));
        }
      } catch (IOException diskFails) {
        assertThat(disk).isNotNull();
      }
    }

    /** Where the lane ended is known after an end in order; what was delivered must be there. */
    private void damageTheEnd(long delivered) {
      try {
        String newest =
            disk.list("signals").stream()
                .filter(name -> name.endsWith(".seg"))
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IOException("nothing is there"));
        int length = disk.read("signals/" + newest).orElseThrow().length - SegmentHeader.LENGTH;
        if (length > 0 && delivered < firstOf(newest)) {
          disk.damage("signals/" + newest, SegmentHeader.LENGTH + random.nextInt(length));
        }
      } catch (IOException diskFails) {
        assertThat(disk).isNotNull();
      }
    }

    private static long firstOf(String segment) {
      return Long.parseLong(segment.substring(0, 20));
    }

    private boolean holdsDurable(String name) throws IOException {
      try (Disk.ReadableFile file = disk.openToRead(name)) {
        return new BlockCursor(file, Lane.SIGNALS)
            .next()
            .filter(block -> block.lastSequence() <= durable)
            .isPresent();
      }
    }

    void end() throws IOException {
      disk = random.nextBoolean() ? disk.afterKill() : disk.afterPowerCut();
      if (last > durable) {
        unsafe.merge(durable + 1, last, Math::max);
      }
    }

    /** What was durable keeps its number. */
    private void checkNumbers(Journal journal) {
      long found = journal.last(Lane.SIGNALS);
      assertThat(found).isGreaterThanOrEqualTo(durable);
      assertThat(found).isLessThanOrEqualTo(given.isEmpty() ? 0 : given.lastKey());
      given.tailMap(found, false).clear();
    }

    void deliverAllAndCheck() {
      try (Journal journal = open(disk, policy)) {
        checkNumbers(journal);
        journal.sync();
        LaneReader reader =
            journal.deliveryReader(Lane.SIGNALS, journal.delivered(Lane.SIGNALS) + 1);
        for (List<Block> batch = next(journal, reader);
            !batch.isEmpty() && !(unsure && shore.refuses(batch, journal.account(Lane.SIGNALS)));
            batch = next(journal, reader)) {
          journal.delivered(Lane.SIGNALS, shore.take(batch, journal.account(Lane.SIGNALS)));
        }
        journal.sync();
        check(journal);
      }
    }

    private static List<Block> next(Journal journal, LaneReader reader) {
      return Shore.batch(reader, journal.durable(Lane.SIGNALS), 5);
    }

    private void check(Journal journal) {
      assertThat(journal.account(Lane.SIGNALS).balanced()).isTrue();
      if (unsure) {
        return;
      }
      NavigableMap<Long, Event.Dropped> lost = losses(journal, false);
      NavigableMap<Long, Event.Dropped> thinned = losses(journal, true);
      NavigableMap<Long, Long> arrived = arrived();
      assertThat(arrived).allSatisfy((seq, value) -> assertThat(given).containsEntry(seq, value));
      for (long seq : given.keySet()) {
        boolean named = isIn(lost, seq);
        if (!arrived.containsKey(seq)) {
          assertThat(named || isIn(thinned, seq))
              .as("%s of %s is named in %s", seq, given.lastKey(), lost)
              .isTrue();
        } else if (faults != Faults.DAMAGE) {
          assertThat(named).as("%s arrived, and is in %s", seq, lost).isFalse();
        }
      }
      assertThat(journal.account(Lane.SIGNALS).dropped())
          .as("%s and %s", lost, thinned)
          .isEqualTo(count(lost) + count(thinned));
      checkAccount(journal.account(Lane.SIGNALS), lost);
    }

    private static boolean isIn(NavigableMap<Long, Event.Dropped> losses, long sequence) {
      return Optional.ofNullable(losses.floorEntry(sequence))
          .filter(loss -> loss.getValue().last() >= sequence)
          .isPresent();
    }

    private static long count(NavigableMap<Long, Event.Dropped> losses) {
      return losses.values().stream().mapToLong(Event.Dropped::count).sum();
    }

    private void checkAccount(LaneAccount account, NavigableMap<Long, Event.Dropped> lost) {
      assertThat(account.made()).isEqualTo(given.size());
      if (faults != Faults.DAMAGE) {
        assertThat(account.pending()).isZero();
        assertThat(account.delivered()).isEqualTo(shore.count());
      }
      if (faults == Faults.ENDS) {
        assertThat(lost.values())
            .filteredOn(loss -> loss.reason().equals(Loss.DAMAGED))
            .allSatisfy(
                loss -> assertThat(wasNotDurable(loss)).as("%s, %s", loss, unsafe).isTrue());
        assertThat(lost.values()).noneMatch(loss -> loss.reason().equals(Loss.MISSING));
      }
    }

    private boolean wasNotDurable(Event.Dropped loss) {
      return unsafe.entrySet().stream()
          .anyMatch(range -> range.getKey() <= loss.first() && loss.last() <= range.getValue());
    }

    /** Each by its first sequence; none overlaps another. */
    private static NavigableMap<Long, Event.Dropped> losses(Journal journal, boolean thinned) {
      NavigableMap<Long, Event.Dropped> losses = new TreeMap<>();
      try (LaneReader reader = journal.reader(Lane.EVENTS, journal.firstKept(Lane.EVENTS))) {
        long limit = journal.last(Lane.EVENTS);
        for (Optional<Block> block = reader.next(limit);
            block.isPresent();
            block = reader.next(limit)) {
          for (Event event : JsonRecords.decode(block.get().payload(), Event.class)) {
            if (event instanceof Event.Dropped loss
                && loss.lane() == Lane.SIGNALS
                && loss.reason().equals(Loss.THINNED) == thinned) {
              assertThat(losses.lowerEntry(loss.last() + 1))
                  .as("%s is named once", loss)
                  .matches(before -> before == null || before.getValue().last() < loss.first());
              losses.put(loss.first(), loss);
            }
          }
        }
      }
      return losses;
    }

    private NavigableMap<Long, Long> arrived() {
      NavigableMap<Long, Long> arrived = new TreeMap<>();
      for (Block block : shore.held()) {
        List<Sample> samples = new ArrayList<>(SampleRecords.decode(block.payload()));
        for (int i = 0; i < samples.size(); i++) {
          arrived.put(block.sequences()[i], samples.get(i).sourceTime());
        }
      }
      return arrived;
    }
  }
}

package io.orilla.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.FaultyDisk.Operation;
import io.orilla.node.disk.MemoryDisk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A journal, and one fault of the disk at a time. */
final class JournalDiskTest {
  private static final SignalName SIGNAL = new SignalName("riva/hall1/water/loop1/flow");
  private static final Logger QUIET = Logger.getLogger("io.orilla.node.journal");
  private static final JournalSettings SMALL =
      new JournalSettings(300, Duration.ofMillis(2), Duration.ofMillis(5), 64 << 10)
          .withFailures(2_000, Duration.ofMillis(10), Duration.ofMillis(50));

  private final FaultyDisk disk = new FaultyDisk(new MemoryDisk(), 7);

  @BeforeAll
  static void expectFailures() {
    QUIET.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    QUIET.setLevel(null);
  }

  private Journal open() {
    return open(SMALL);
  }

  private Journal open(JournalSettings settings) {
    return Journal.open(
        disk, settings, InstantSource.system(), () -> new JournalEpoch(new UUID(1, 2)));
  }

  private static void fill(Journal journal, long from, long to) {
    LongStream.rangeClosed(from, to).forEach(at -> journal.appendSamples(samples(at, at)));
  }

  private static List<Sample> samples(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(time -> new Sample(SIGNAL, time, time, new Value.DoubleValue(time), 0))
        .toList();
  }

  private static LaneAccount account(Journal journal) {
    return journal.account(Lane.SIGNALS);
  }

  /** Delivers all; returns the first sequences of the blocks. */
  private static List<Long> deliverAll(Journal journal) {
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

  private static List<Event.Dropped> dropped(Journal journal) {
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

  private String segmentOf(long sequence) throws IOException {
    return disk.list("signals").stream()
        .filter(name -> name.endsWith(".seg"))
        .filter(name -> Long.parseLong(name.substring(0, 20)) <= sequence)
        .reduce((first, last) -> "signals/" + last)
        .orElseThrow();
  }

  @Test
  void aDamagedBlockCostsItsOwnRecordsAndIsNamedOnce() throws IOException {
    try (Journal journal = open()) {
      fill(journal, 1, 30);
      journal.sync();
      disk.damage(segmentOf(12), SegmentHeader.LENGTH + 60);
      List<Long> delivered = deliverAll(journal);
      assertThat(delivered).hasSize(29).startsWith(1L).endsWith(30L);
      assertThat(account(journal)).isEqualTo(new LaneAccount(Lane.SIGNALS, 30, 29, 0, 1));
      journal.sync();
      assertThat(dropped(journal))
          .singleElement()
          .satisfies(
              loss -> {
                assertThat(delivered).doesNotContain(loss.first());
                assertThat(loss.count()).isEqualTo(1);
                assertThat(loss.reason()).isEqualTo("damaged");
              });
    }
    try (Journal journal = open()) {
      journal.sync();
      assertThat(dropped(journal)).hasSize(1);
      assertThat(account(journal)).isEqualTo(new LaneAccount(Lane.SIGNALS, 30, 29, 0, 1));
    }
  }

  @Test
  void aSegmentWithADamagedHeaderIsSetAsideAndItsRangeNamed() throws IOException {
    try (Journal journal = open()) {
      fill(journal, 1, 30);
    }
    String damaged = segmentOf(12);
    disk.damage(damaged, 20);
    try (Journal journal = open()) {
      journal.sync();
      assertThat(disk.list("signals")).contains(damaged.substring(8) + ".damaged");
      Event.Dropped loss = dropped(journal).getFirst();
      assertThat(loss.first()).isEqualTo(Long.parseLong(damaged.substring(8, 28)));
      assertThat(account(journal).dropped()).isEqualTo(loss.count()).isPositive();
      assertThat(deliverAll(journal)).hasSize(30 - (int) loss.count());
      assertThat(journal.appendSamples(samples(31, 31))).isEqualTo(31);
    }
  }

  /** What was durable when the lane was closed is known, and so what is no longer there. */
  @Test
  void damageAtTheVeryEndIsNamedAndItsNumbersAreNotGivenAgain() throws IOException {
    try (Journal journal = open()) {
      fill(journal, 1, 30);
    }
    String newest = segmentOf(30);
    long first = Long.parseLong(newest.substring(8, 28));
    assertThat(first).isLessThan(29);
    disk.damage(newest, SegmentHeader.LENGTH + 60);
    disk.damage(newest, disk.read(newest).orElseThrow().length - 10);
    try (Journal journal = open()) {
      assertThat(journal.appendSamples(samples(31, 31))).isEqualTo(31);
      journal.sync();
      assertThat(dropped(journal))
          .extracting(Event.Dropped::first, Event.Dropped::last, Event.Dropped::reason)
          .containsExactly(tuple(first, first, "damaged"), tuple(30L, 30L, "damaged"));
      assertThat(account(journal)).isEqualTo(new LaneAccount(Lane.SIGNALS, 31, 0, 29, 2));
      assertThat(deliverAll(journal)).hasSize(29).contains(29L, 31L);
    }
    try (Journal journal = open()) {
      journal.sync();
      assertThat(dropped(journal)).hasSize(2);
      assertThat(account(journal)).isEqualTo(new LaneAccount(Lane.SIGNALS, 31, 29, 0, 2));
    }
  }

  @Test
  void damagedDocumentsCostNoStart() throws IOException {
    try (Journal journal = open()) {
      fill(journal, 1, 30);
      journal.sync();
      journal.delivered(Lane.SIGNALS, 20);
      journal.persistDelivered();
    }
    for (String name : List.of("epoch.0.json", "epoch.1.json", "signals/delivered.1.json")) {
      disk.damage(name, 5);
    }
    try (Journal journal = open()) {
      assertThat(journal.epoch()).isEqualTo(new JournalEpoch(new UUID(1, 2)));
      assertThat(account(journal).balanced()).isTrue();
      assertThat(account(journal).made()).isEqualTo(30);
    }
  }

  @Test
  void aFailedSyncIsMadeGoodInAFreshSegmentByItself() {
    try (Journal journal = open()) {
      fill(journal, 1, 3);
      journal.sync();
      disk.fail(Operation.SYNC);
      fill(journal, 4, 6);
      await().until(() -> journal.trouble(Lane.SIGNALS).isPresent());
      assertThat(journal.trouble(Lane.SIGNALS)).contains("input/output error");
      assertThat(journal.durable(Lane.SIGNALS)).isEqualTo(3);
      fill(journal, 7, 8);
      disk.mend();
      await().until(() -> journal.durable(Lane.SIGNALS) == 8);
      assertThat(journal.trouble(Lane.SIGNALS)).isEmpty();
      assertThat(deliverAll(journal)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }
  }

  @Test
  void aReadOnlyDiskHoldsWhatFitsInMemoryAndNamesTheRest() {
    try (Journal journal = open()) {
      fill(journal, 1, 3);
      journal.sync();
      disk.turnReadOnly();
      fill(journal, 4, 200);
      assertThat(account(journal).balanced()).isTrue();
      assertThat(account(journal).made()).isEqualTo(200);
      disk.mend();
      await().until(() -> journal.durable(Lane.SIGNALS) == 200);
      await().until(() -> !dropped(journal).isEmpty());
      Event.Dropped loss = dropped(journal).getFirst();
      assertThat(loss.reason()).isEqualTo("disk");
      assertThat(loss.last()).isEqualTo(200);
      assertThat(account(journal).dropped()).isEqualTo(loss.count());
      assertThat(deliverAll(journal)).hasSize(200 - (int) loss.count());
    }
  }

  @Test
  void onAFullDiskSamplesMakeRoomForEventsAndAllRecovers() {
    try (Journal journal = open()) {
      fill(journal, 1, 40);
      journal.sync();
      disk.fillUpAfter(100);
      fill(journal, 41, 60);
      for (int i = 0; i < 5; i++) {
        journal.append(new Event.SourceState(i, new ObjectName("plant"), true, ""));
      }
      await().until(() -> journal.durable(Lane.EVENTS) >= 5);
      disk.mend();
      await().until(() -> journal.durable(Lane.SIGNALS) == 60);
      assertThat(account(journal).balanced()).isTrue();
      long lost = account(journal).dropped();
      assertThat(lost).isPositive();
      assertThat(deliverAll(journal)).hasSize(60 - (int) lost);
      assertThat(journal.account(Lane.EVENTS).dropped()).isZero();
    }
  }

  @Test
  void aLaneOverItsBudgetDropsItsOldestSegmentsButTheOneOnItsWay() {
    LaneBudget budget = new LaneBudget(1_500, 500, Duration.ofDays(1), DropPolicy.DROP_OLDEST);
    try (Journal journal = open(SMALL.withBudget(Lane.SIGNALS, budget))) {
      fill(journal, 1, 100);
      journal.sync();
      await().until(() -> !dropped(journal).isEmpty());
      List<Event.Dropped> losses = dropped(journal);
      assertThat(losses).allMatch(loss -> loss.reason().equals("over budget"));
      List<Long> delivered = deliverAll(journal);
      assertThat(delivered).startsWith(1L).endsWith(100L);
      assertThat(delivered.size() + account(journal).dropped()).isEqualTo(100);
    }
  }

  @Test
  void aLaneOverItsAgeDropsItsOldestSegmentsByName() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T06:00:00Z"));
    LaneBudget budget = new LaneBudget(1 << 20, 500, Duration.ofDays(7), DropPolicy.DROP_OLDEST);
    JournalSettings settings = SMALL.withBudget(Lane.SIGNALS, budget);
    JournalEpoch epoch = new JournalEpoch(new UUID(1, 2));
    try (Journal journal = Journal.open(disk, settings, now::get, () -> epoch)) {
      fill(journal, 1, 30);
      journal.sync();
      now.set(now.get().plus(Duration.ofDays(6)));
      fill(journal, 31, 60);
      journal.sync();
      assertThat(dropped(journal)).isEmpty();
      now.set(now.get().plus(Duration.ofDays(2)));
      fill(journal, 61, 62);
      journal.sync();
      List<Event.Dropped> losses = dropped(journal);
      assertThat(losses).extracting(Event.Dropped::reason).containsOnly("too old");
      assertThat(losses.getLast().last()).isBetween(20L, 30L);
      assertThat(account(journal).dropped()).isEqualTo(count(losses)).isGreaterThan(10);
      assertThat(deliverAll(journal))
          .hasSize(62 - (int) count(losses))
          .startsWith(1L)
          .contains(31L);
    }
  }

  /** Nothing but the header of the newest segment says where a lane stands that is delivered. */
  @Test
  void aFullDiskAndAPowerCutAtAnyInstructionNeverCostAnEpoch() throws IOException {
    long before = 3;
    for (int operations = 1; operations < 40; operations++) {
      FaultyDisk worn = new FaultyDisk(new MemoryDisk(), operations);
      JournalSettings byHand =
          new JournalSettings(300, Duration.ofHours(1), Duration.ofHours(1), 64 << 10)
              .withFailures(2_000, Duration.ZERO, Duration.ofDays(1));
      JournalEpoch epoch = new JournalEpoch(new UUID(1, 2));
      Journal journal = Journal.open(worn, byHand, InstantSource.system(), () -> epoch);
      fill(journal, 1, before);
      journal.sync();
      journal.release(Lane.SIGNALS, Long.MAX_VALUE);
      journal.delivered(Lane.SIGNALS, before);
      journal.persistDelivered();
      worn.fail(Operation.SYNC);
      fill(journal, before + 1, before + 3);
      syncs(journal);
      worn.mend();
      worn.fillUpAfter(SegmentHeader.LENGTH + 20);
      worn.goOffAfter(operations);
      syncs(journal);
      FaultyDisk found = worn.afterPowerCut();
      try (Journal next =
          Journal.open(
              found, byHand, InstantSource.system(), () -> new JournalEpoch(UUID.randomUUID()))) {
        assertThat(next.epoch()).as("after %s operations", operations).isEqualTo(epoch);
        assertThat(next.last(Lane.SIGNALS)).isGreaterThanOrEqualTo(before);
      }
    }
  }

  private static void syncs(Journal journal) {
    try {
      journal.sync();
    } catch (OrillaException diskFails) {
      assertThat(journal.trouble(Lane.SIGNALS)).isPresent();
    }
  }

  @Test
  void aThinnedSegmentWhoseHeaderIsDamagedStaysInTheAccount() throws IOException {
    LaneBudget budget = new LaneBudget(12_000, 64 << 10, Duration.ofDays(1), DropPolicy.THIN, 2);
    JournalSettings settings =
        new JournalSettings(1_200, Duration.ofHours(1), Duration.ofHours(1), 64 << 10)
            .withBudget(Lane.SIGNALS, budget);
    List<Event.Dropped> thinned;
    try (Journal journal = open(settings)) {
      journal.release(Lane.SIGNALS, Long.MAX_VALUE);
      fill(journal, 1, 130);
      journal.sync();
      thinned = dropped(journal);
      assertThat(thinned).hasSizeGreaterThan(1);
      try (LaneReader reader = journal.deliveryReader(Lane.SIGNALS, 1)) {
        reader.forEach(
            thinned.getFirst().last(),
            block -> journal.delivered(Lane.SIGNALS, block.lastSequence()));
      }
    }
    disk.damage(segmentOf(thinned.get(0).first()), 20);
    disk.damage(segmentOf(thinned.get(1).first()), 20);
    try (Journal journal = open(settings)) {
      journal.sync();
      assertThat(dropped(journal)).extracting(Event.Dropped::reason).contains(Loss.DAMAGED);
      assertThat(account(journal).dropped())
          .as("%s", dropped(journal))
          .isEqualTo(count(dropped(journal)));
      deliverAll(journal);
      assertThat(account(journal).delivered()).isEqualTo(130 - count(dropped(journal)));
    }
  }

  /** Every second stays, under its number. */
  @Test
  void aLaneThatThinsKeepsEverySecondSampleAndDropsThoseOnlyWhenAllAreThinned() {
    LaneBudget budget = new LaneBudget(12_000, 500, Duration.ofDays(1), DropPolicy.THIN, 2);
    JournalSettings settings =
        new JournalSettings(1_200, Duration.ofHours(1), Duration.ofHours(1), 64 << 10)
            .withBudget(Lane.SIGNALS, budget);
    try (Journal journal = open(settings)) {
      journal.release(Lane.SIGNALS, Long.MAX_VALUE);
      fill(journal, 1, 110);
      journal.sync();
      List<Event.Dropped> losses = dropped(journal);
      assertThat(losses).extracting(Event.Dropped::reason).containsOnly(Loss.THINNED);
      Event.Dropped first = losses.getFirst();
      assertThat(first.count()).isEqualTo((first.last() - first.first() + 1) / 2);
      assertThat(count(losses)).isEqualTo(account(journal).dropped());
    }
    try (Journal journal = open(settings)) {
      journal.release(Lane.SIGNALS, Long.MAX_VALUE);
      long first = dropped(journal).getFirst().first();
      try (SampleReader reader = journal.sampleReader(first + 1)) {
        assertThat(reader.available())
            .contains(new SampleBlock(first + 2, samples(first + 2, first + 2)));
        assertThat(reader.position()).isEqualTo(first + 4);
      }
      fill(journal, 111, 1_200);
      journal.sync();
      assertThat(dropped(journal)).extracting(Event.Dropped::reason).contains(Loss.BUDGET);
      assertThat(account(journal).balanced()).isTrue();
      deliverAll(journal);
      assertThat(account(journal).pending()).isZero();
      assertThat(account(journal).dropped()).isEqualTo(count(dropped(journal)));
    }
    try (Journal journal = open(settings)) {
      assertThat(account(journal).dropped()).isEqualTo(count(dropped(journal)));
    }
  }

  private static long count(List<Event.Dropped> losses) {
    return losses.stream().mapToLong(Event.Dropped::count).sum();
  }

  @Test
  void aLaneThatRefusesKeepsItsOldRecordsAndNamesTheNew() {
    LaneBudget budget = new LaneBudget(1_500, 500, Duration.ofDays(1), DropPolicy.REFUSE);
    try (Journal journal = open(SMALL.withBudget(Lane.SIGNALS, budget))) {
      fill(journal, 1, 100);
      journal.sync();
      int kept = deliverAll(journal).size();
      assertThat(account(journal).dropped()).isEqualTo(100 - kept).isPositive();
      assertThat(journal.appendSamples(samples(101, 101))).isEqualTo(101);
      journal.sync();
      Event.Dropped loss = dropped(journal).getFirst();
      assertThat(loss.first()).isEqualTo(kept + 1);
      assertThat(loss.last()).isEqualTo(100);
      assertThat(deliverAll(journal)).containsExactly(101L);
    }
  }

  /** Journalled and durable are two figures: a sync serves all that was written since the last. */
  @Test
  void aLaneIsSyncedOnceInItsDelay() {
    long delay = 50;
    try (Journal journal =
        open(new JournalSettings(8 << 20, Duration.ofMillis(delay), Duration.ofSeconds(1), 1))) {
      long begun = System.nanoTime();
      for (int i = 0; i < 500; i++) {
        journal.append(new Event.SourceState(i, new ObjectName("plant"), true, ""));
      }
      await().until(() -> journal.durable(Lane.EVENTS) == 500);
      long delays = (System.nanoTime() - begun) / 1_000_000 / delay;
      long ofTheHeader = 1;
      assertThat(disk.syncs("events")).isBetween(2L, ofTheHeader + delays + 1);
    }
  }

  @Test
  void aMillionPendingRecordsAreOpenedWithoutReadingWhatIsSealed() {
    JournalSettings settings =
        new JournalSettings(1 << 20, Duration.ofHours(1), Duration.ofHours(1), 1 << 20);
    int blocks = 250;
    try (Journal journal = open(settings)) {
      List<Sample> samples = samples(1, 4_000);
      for (int i = 0; i < blocks; i++) {
        journal.appendSamples(samples);
      }
    }
    long before = disk.bytesRead();
    long begun = System.nanoTime();
    try (Journal journal = open(settings)) {
      long took = (System.nanoTime() - begun) / 1_000_000;
      assertThat(account(journal).pending()).isEqualTo(1_000_000);
      System.out.println(
          "opened a million pending records in "
              + took
              + " ms, "
              + (disk.bytesRead() - before)
              + " bytes read");
      assertThat(disk.bytesRead() - before).isLessThan(2 << 20);
    }
  }
}

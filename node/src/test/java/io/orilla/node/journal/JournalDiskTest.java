package io.orilla.node.journal;

import static io.orilla.node.journal.JournalBed.account;
import static io.orilla.node.journal.JournalBed.deliverAll;
import static io.orilla.node.journal.JournalBed.dropped;
import static io.orilla.node.journal.JournalBed.fill;
import static io.orilla.node.journal.JournalBed.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.Sample;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.FaultyDisk.Operation;
import io.orilla.node.disk.MemoryDisk;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A journal and its disk: one fault at a time, and how often and how much it is asked. */
final class JournalDiskTest {
  @AutoClose private final JournalBed bed = new JournalBed();

  @Test
  void aFailedSyncIsMadeGoodInAFreshSegmentByItself() {
    try (Journal journal = bed.open()) {
      fill(journal, 1, 3);
      journal.sync();
      bed.disk().fail(Operation.SYNC);
      fill(journal, 4, 6);
      await().until(() -> journal.trouble(Lane.SIGNALS).isPresent());
      assertThat(journal.trouble(Lane.SIGNALS)).contains("input/output error");
      assertThat(journal.durable(Lane.SIGNALS)).isEqualTo(3);
      fill(journal, 7, 8);
      bed.disk().mend();
      await().until(() -> journal.durable(Lane.SIGNALS) == 8);
      assertThat(journal.trouble(Lane.SIGNALS)).isEmpty();
      assertThat(deliverAll(journal)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }
  }

  @Test
  void aReadOnlyDiskHoldsWhatFitsInMemoryAndNamesTheRest() {
    try (Journal journal = bed.open()) {
      fill(journal, 1, 3);
      journal.sync();
      bed.disk().turnReadOnly();
      fill(journal, 4, 200);
      assertThat(account(journal).balanced()).isTrue();
      assertThat(account(journal).made()).isEqualTo(200);
      bed.disk().mend();
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
    try (Journal journal = bed.open()) {
      fill(journal, 1, 40);
      journal.sync();
      bed.disk().fillUpAfter(100);
      fill(journal, 41, 60);
      for (int i = 0; i < 5; i++) {
        journal.append(new Event.SourceState(i, new ObjectName("plant"), true, ""));
      }
      await().until(() -> journal.durable(Lane.EVENTS) >= 5);
      bed.disk().mend();
      await().until(() -> journal.durable(Lane.SIGNALS) == 60);
      assertThat(account(journal).balanced()).isTrue();
      long lost = account(journal).dropped();
      assertThat(lost).isPositive();
      assertThat(deliverAll(journal)).hasSize(60 - (int) lost);
      assertThat(journal.account(Lane.EVENTS).dropped()).isZero();
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

  /** Journalled and durable are two figures: a sync serves all that was written since the last. */
  @Test
  void aLaneIsSyncedOnceInItsDelay() {
    long delay = 50;
    try (Journal journal =
        bed.open(
            new JournalSettings(8 << 20, Duration.ofMillis(delay), Duration.ofSeconds(1), 1))) {
      long begun = System.nanoTime();
      for (int i = 0; i < 500; i++) {
        journal.append(new Event.SourceState(i, new ObjectName("plant"), true, ""));
      }
      await().until(() -> journal.durable(Lane.EVENTS) == 500);
      long delays = (System.nanoTime() - begun) / 1_000_000 / delay;
      long ofTheHeader = 1;
      assertThat(bed.disk().syncs("events")).isBetween(2L, ofTheHeader + delays + 1);
    }
  }

  @Test
  void aMillionPendingRecordsAreOpenedWithoutReadingWhatIsSealed() {
    JournalSettings settings =
        new JournalSettings(1 << 20, Duration.ofHours(1), Duration.ofHours(1), 1 << 20);
    int blocks = 250;
    try (Journal journal = bed.open(settings)) {
      List<Sample> samples = samples(1, 4_000);
      for (int i = 0; i < blocks; i++) {
        journal.appendSamples(samples);
      }
    }
    long before = bed.disk().bytesRead();
    long begun = System.nanoTime();
    try (Journal journal = bed.open(settings)) {
      long took = (System.nanoTime() - begun) / 1_000_000;
      assertThat(account(journal).pending()).isEqualTo(1_000_000);
      System.out.println(
          "opened a million pending records in "
              + took
              + " ms, "
              + (bed.disk().bytesRead() - before)
              + " bytes read");
      assertThat(bed.disk().bytesRead() - before).isLessThan(2 << 20);
    }
  }
}

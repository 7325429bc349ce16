package io.orilla.node.journal;

import static io.orilla.node.journal.JournalBed.SIGNAL;
import static io.orilla.node.journal.JournalBed.fill;
import static io.orilla.node.journal.JournalBed.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.MemoryDisk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class JournalTest {
  private static final JournalSettings SMALL =
      new JournalSettings(300, Duration.ofMillis(5), Duration.ofMillis(20), 1_000);

  private final FaultyDisk disk = new FaultyDisk(new MemoryDisk(), 7);
  private long epochs;

  private Journal open(Disk on) {
    return Journal.open(on, SMALL, InstantSource.system(), this::nextEpoch);
  }

  private JournalEpoch nextEpoch() {
    return new JournalEpoch(new UUID(0, ++epochs));
  }

  @Test
  void sequencesCountFromOneAndGoOnAfterAStart() {
    try (Journal journal = open(disk)) {
      assertThat(journal.appendSamples(samples(1, 3))).isEqualTo(1);
      assertThat(journal.appendSamples(samples(4, 4))).isEqualTo(4);
    }
    try (Journal journal = open(disk)) {
      assertThat(journal.appendSamples(samples(5, 5))).isEqualTo(5);
      assertThat(journal.account(Lane.SIGNALS))
          .isEqualTo(new LaneAccount(Lane.SIGNALS, 5, 0, 5, 0));
    }
  }

  /** Else two would give the same numbers, when its home is opened again. */
  @Test
  void aClosedJournalTakesNothingAndLeavesItsFilesToTheNextOne() {
    Journal left = open(disk);
    left.append(gap());
    left.appendSamples(samples(1, 3));
    left.close();
    try (Journal next = open(disk)) {
      assertThatThrownBy(() -> left.append(gap()))
          .isInstanceOf(CancellationException.class)
          .hasMessage("the journal is closed: it takes no more records");
      assertThatThrownBy(() -> left.appendSamples(samples(4, 4)))
          .isInstanceOf(CancellationException.class);
      left.delivered(Lane.SIGNALS, 3);
      left.persistDelivered();
      assertThat(next.appendSamples(samples(4, 4))).isEqualTo(4);
    }
    left.close();
    try (Journal last = open(disk)) {
      assertThat(last.last(Lane.SIGNALS)).isEqualTo(4);
      assertThat(last.delivered(Lane.SIGNALS)).isZero();
      assertThat(last.last(Lane.EVENTS)).isEqualTo(1);
    }
  }

  @Test
  void aRecordIsDurableSoonAfterItIsJournalled() {
    try (Journal journal = open(disk)) {
      journal.appendSamples(samples(1, 3));
      assertThat(journal.journalled(Lane.SIGNALS)).isEqualTo(3);
      await().until(() -> journal.durable(Lane.SIGNALS) == 3);
    }
  }

  @Test
  void anEventIsDurableBeforeASampleThatFollowedIt() {
    try (Journal journal = open(disk)) {
      journal.append(gap());
      journal.appendSamples(samples(1, 1));
      await().until(() -> journal.durable(Lane.SIGNALS) == 1);
      assertThat(journal.durable(Lane.EVENTS)).isEqualTo(1);
    }
  }

  @Test
  void aReaderFollowsTheLaneFromAnySequenceThroughMemoryAndDisk() throws InterruptedException {
    try (Journal journal = open(disk)) {
      journal.appendSamples(samples(1, 10));
    }
    try (Journal journal = open(disk);
        SampleReader reader = journal.sampleReader(4)) {
      journal.appendSamples(samples(11, 12));
      assertThat(reader.next()).contains(new SampleBlock(4, samples(4, 10)));
      assertThat(reader.next()).contains(new SampleBlock(11, samples(11, 12)));
      assertThat(reader.available()).isEmpty();
    }
  }

  @Test
  void aReaderThatWaitsIsToldOfTheEnd() {
    Journal journal = open(disk);
    try (SampleReader reader = journal.sampleReader(1)) {
      journal.close();
      await().until(() -> reader.next().isEmpty());
    }
  }

  @Test
  void deliveredSegmentsAreKeptWithinTheBudgetUnlessTheNodeNeedsThem() {
    try (Journal journal = open(disk)) {
      fill(journal, 1, 100);
      journal.sync();
      journal.delivered(Lane.SIGNALS, 90);
      journal.persistDelivered();
      assertThat(journal.firstKept(Lane.SIGNALS)).isEqualTo(1);
      journal.release(Lane.SIGNALS, 100);
      journal.delivered(Lane.SIGNALS, 91);
      journal.persistDelivered();
      long kept = journal.firstKept(Lane.SIGNALS);
      assertThat(kept).isBetween(20L, 91L);
      try (LaneReader reader = journal.reader(Lane.SIGNALS, kept - 1)) {
        assertThatThrownBy(() -> reader.next(100))
            .hasMessage("the journal no longer keeps record " + (kept - 1));
      }
    }
  }

  @Test
  void anEpochThatTheServerRefusesIsGivenUpByName() {
    try (Journal journal = open(disk)) {
      journal.appendSamples(samples(1, 10));
      journal.sync();
      journal.delivered(Lane.SIGNALS, 4);
    }
    JournalEpoch second;
    try (Journal journal =
        Journal.renewed(disk, SMALL, InstantSource.system(), this::nextEpoch, "cloned")) {
      second = journal.epoch();
      assertThat(journal.journalled(Lane.SIGNALS)).isZero();
      Event.Dropped dropped = (Event.Dropped) events(journal).getFirst();
      assertThat(dropped)
          .isEqualTo(new Event.Dropped(dropped.time(), Lane.SIGNALS, 5, 10, 6, "cloned"));
    }
    try (Journal journal = open(disk)) {
      assertThat(journal.epoch()).isEqualTo(second);
      assertThat(events(journal)).hasSize(1);
    }
  }

  @Test
  void aServerThatHoldsMoreThanTheJournalIsAConflict() {
    try (Journal journal = open(disk)) {
      journal.appendSamples(samples(1, 10));
      assertThatThrownBy(() -> journal.delivered(Lane.SIGNALS, 11))
          .isInstanceOfSatisfying(
              OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EPOCH_CONFLICT));
    }
  }

  private static List<Event> events(Journal journal) {
    try (LaneReader reader = journal.reader(Lane.EVENTS, 1)) {
      return reader.next(journal.journalled(Lane.EVENTS)).stream()
          .flatMap(block -> JsonRecords.decode(block.payload(), Event.class).stream())
          .toList();
    }
  }

  private static Event gap() {
    return new Event.Gap(1, new ObjectName("plant"), SIGNAL, 1, 2, "restart");
  }
}

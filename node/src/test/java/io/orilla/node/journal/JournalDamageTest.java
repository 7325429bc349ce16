package io.orilla.node.journal;

import static io.orilla.node.journal.JournalBed.account;
import static io.orilla.node.journal.JournalBed.count;
import static io.orilla.node.journal.JournalBed.deliverAll;
import static io.orilla.node.journal.JournalBed.dropped;
import static io.orilla.node.journal.JournalBed.fill;
import static io.orilla.node.journal.JournalBed.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A journal of which bytes changed that were written long ago. */
final class JournalDamageTest {
  @AutoClose private final JournalBed bed = new JournalBed();

  @Test
  void aDamagedBlockCostsItsOwnRecordsAndIsNamedOnce() throws IOException {
    try (Journal journal = bed.open()) {
      fill(journal, 1, 30);
      journal.sync();
      bed.disk().damage(bed.segmentOf(12), SegmentHeader.LENGTH + 60);
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
    try (Journal journal = bed.open()) {
      journal.sync();
      assertThat(dropped(journal)).hasSize(1);
      assertThat(account(journal)).isEqualTo(new LaneAccount(Lane.SIGNALS, 30, 29, 0, 1));
    }
  }

  @Test
  void aSegmentWithADamagedHeaderIsSetAsideAndItsRangeNamed() throws IOException {
    try (Journal journal = bed.open()) {
      fill(journal, 1, 30);
    }
    String damaged = bed.segmentOf(12);
    bed.disk().damage(damaged, 20);
    try (Journal journal = bed.open()) {
      journal.sync();
      assertThat(bed.disk().list("signals")).contains(damaged.substring(8) + ".damaged");
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
    try (Journal journal = bed.open()) {
      fill(journal, 1, 30);
    }
    String newest = bed.segmentOf(30);
    long first = Long.parseLong(newest.substring(8, 28));
    assertThat(first).isLessThan(29);
    bed.disk().damage(newest, SegmentHeader.LENGTH + 60);
    bed.disk().damage(newest, bed.disk().read(newest).orElseThrow().length - 10);
    try (Journal journal = bed.open()) {
      assertThat(journal.appendSamples(samples(31, 31))).isEqualTo(31);
      journal.sync();
      assertThat(dropped(journal))
          .extracting(Event.Dropped::first, Event.Dropped::last, Event.Dropped::reason)
          .containsExactly(tuple(first, first, "damaged"), tuple(30L, 30L, "damaged"));
      assertThat(account(journal)).isEqualTo(new LaneAccount(Lane.SIGNALS, 31, 0, 29, 2));
      assertThat(deliverAll(journal)).hasSize(29).contains(29L, 31L);
    }
    try (Journal journal = bed.open()) {
      journal.sync();
      assertThat(dropped(journal)).hasSize(2);
      assertThat(account(journal)).isEqualTo(new LaneAccount(Lane.SIGNALS, 31, 29, 0, 2));
    }
  }

  @Test
  void damagedDocumentsCostNoStart() throws IOException {
    try (Journal journal = bed.open()) {
      fill(journal, 1, 30);
      journal.sync();
      journal.delivered(Lane.SIGNALS, 20);
      journal.persistDelivered();
    }
    for (String name : List.of("epoch.0.json", "epoch.1.json", "signals/delivered.1.json")) {
      bed.disk().damage(name, 5);
    }
    try (Journal journal = bed.open()) {
      assertThat(journal.epoch()).isEqualTo(new JournalEpoch(new UUID(1, 2)));
      assertThat(account(journal).balanced()).isTrue();
      assertThat(account(journal).made()).isEqualTo(30);
    }
  }

  @Test
  void aThinnedSegmentWhoseHeaderIsDamagedStaysInTheAccount() throws IOException {
    LaneBudget budget = new LaneBudget(12_000, 64 << 10, Duration.ofDays(1), DropPolicy.THIN, 2);
    JournalSettings settings =
        new JournalSettings(1_200, Duration.ofHours(1), Duration.ofHours(1), 64 << 10)
            .withBudget(Lane.SIGNALS, budget);
    List<Event.Dropped> thinned;
    try (Journal journal = bed.open(settings)) {
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
    bed.disk().damage(bed.segmentOf(thinned.get(0).first()), 20);
    bed.disk().damage(bed.segmentOf(thinned.get(1).first()), 20);
    try (Journal journal = bed.open(settings)) {
      journal.sync();
      assertThat(dropped(journal)).extracting(Event.Dropped::reason).contains(Loss.DAMAGED);
      assertThat(account(journal).dropped())
          .as("%s", dropped(journal))
          .isEqualTo(count(dropped(journal)));
      deliverAll(journal);
      assertThat(account(journal).delivered()).isEqualTo(130 - count(dropped(journal)));
    }
  }
}

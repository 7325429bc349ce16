package io.orilla.node.journal;

import static io.orilla.node.journal.JournalBed.SMALL;
import static io.orilla.node.journal.JournalBed.account;
import static io.orilla.node.journal.JournalBed.count;
import static io.orilla.node.journal.JournalBed.deliverAll;
import static io.orilla.node.journal.JournalBed.dropped;
import static io.orilla.node.journal.JournalBed.fill;
import static io.orilla.node.journal.JournalBed.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A journal that may take only so much of the disk. */
final class JournalBudgetTest {
  @AutoClose private final JournalBed bed = new JournalBed();

  @Test
  void aLaneOverItsBudgetDropsItsOldestSegmentsButTheOneOnItsWay() {
    LaneBudget budget = new LaneBudget(1_500, 500, Duration.ofDays(1), DropPolicy.DROP_OLDEST);
    try (Journal journal = bed.open(SMALL.withBudget(Lane.SIGNALS, budget))) {
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
  void aLaneOverItsAgeDropsItsOldestSegmentsByName() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T06:00:00Z"));
    LaneBudget budget = new LaneBudget(1 << 20, 500, Duration.ofDays(7), DropPolicy.DROP_OLDEST);
    JournalSettings settings = SMALL.withBudget(Lane.SIGNALS, budget);
    try (Journal journal = bed.open(settings, now::get)) {
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

  @Test
  void aLaneThatRefusesKeepsItsOldRecordsAndNamesTheNew() {
    LaneBudget budget = new LaneBudget(1_500, 500, Duration.ofDays(1), DropPolicy.REFUSE);
    try (Journal journal = bed.open(SMALL.withBudget(Lane.SIGNALS, budget))) {
      fill(journal, 1, 100);
      journal.sync();
      int kept = deliverAll(journal).size();
      assertThat(account(journal).dropped()).isEqualTo(100 - kept).isPositive();
      assertThat(journal.appendSamples(samples(101, 101))).isEqualTo(101);
      journal.sync();
      List<Event.Dropped> losses = dropped(journal);
      assertThat(losses.getFirst().first()).isEqualTo(kept + 1);
      assertThat(losses.getLast().last()).isEqualTo(100);
      assertThat(count(losses)).isEqualTo(100 - kept);
      assertThat(deliverAll(journal)).containsExactly(101L);
    }
  }

  /** Every second stays, under its number. */
  @Test
  void aLaneThatThinsKeepsEverySecondSampleAndDropsThoseOnlyWhenAllAreThinned() {
    LaneBudget budget = new LaneBudget(12_000, 500, Duration.ofDays(1), DropPolicy.THIN, 2);
    JournalSettings settings =
        new JournalSettings(1_200, Duration.ofHours(1), Duration.ofHours(1), 64 << 10)
            .withBudget(Lane.SIGNALS, budget);
    try (Journal journal = bed.open(settings)) {
      journal.release(Lane.SIGNALS, Long.MAX_VALUE);
      fill(journal, 1, 110);
      journal.sync();
      List<Event.Dropped> losses = dropped(journal);
      assertThat(losses).extracting(Event.Dropped::reason).containsOnly(Loss.THINNED);
      Event.Dropped first = losses.getFirst();
      assertThat(first.count()).isEqualTo((first.last() - first.first() + 1) / 2);
      assertThat(count(losses)).isEqualTo(account(journal).dropped());
    }
    try (Journal journal = bed.open(settings)) {
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
    try (Journal journal = bed.open(settings)) {
      assertThat(account(journal).dropped()).isEqualTo(count(dropped(journal)));
    }
  }
}

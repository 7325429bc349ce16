package io.orilla.node.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.MemoryDisk;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LinkBudgetTest {
  private final Documents documents = new Documents(new MemoryDisk());
  private final AtomicLong carried = new AtomicLong();
  private Instant now = Instant.parse("2026-05-04T10:15:00Z");

  private LinkBudget budget(LinkSettings settings) {
    return new LinkBudget(settings, documents, () -> now, carried::get);
  }

  private static LinkSettings hourAndDay(long hour, long day) {
    return new LinkSettings(0, hour, day, false, Lane.EVENTS);
  }

  @Test
  void aLinkWithoutLimitsRefusesNothing() {
    LinkBudget budget = budget(LinkSettings.UNLIMITED);
    carried.addAndGet(1L << 40);
    budget.sent(1 << 30);
    assertThat(budget.refuses(Lane.SIGNALS, 1 << 30)).isEmpty();
  }

  @Test
  void whatIsSpentInAnHourIsToldWithItsEndAndLeavesAShareToWhatIsMoreUrgent() {
    LinkBudget budget = budget(hourAndDay(1_000, 0));
    carried.addAndGet(840);
    assertThat(budget.refuses(Lane.SIGNALS, 20))
        .contains(
            new Wait(
                "840 of 1000 bytes of this hour are spent, and a batch has 20",
                Instant.parse("2026-05-04T11:00:00Z")));
    assertThat(budget.refuses(Lane.PREDICTIONS, 20)).isEmpty();
    carried.addAndGet(140);
    assertThat(budget.refuses(Lane.PREDICTIONS, 20)).isPresent();
    assertThat(budget.refuses(Lane.EVENTS, 20)).isEmpty();
    now = now.plus(Duration.ofMinutes(45));
    assertThat(budget.refuses(Lane.SIGNALS, 20)).isEmpty();
  }

  @Test
  void aDayEndsAtMidnight() {
    LinkBudget budget = budget(hourAndDay(0, 1_000));
    carried.addAndGet(1_000);
    assertThat(budget.refuses(Lane.EVENTS, 1).map(Wait::until))
        .contains(Instant.parse("2026-05-05T00:00:00Z"));
  }

  @Test
  void whatIsSpentIsRememberedAcrossARestart() {
    LinkBudget before = budget(hourAndDay(1_000, 0));
    carried.addAndGet(990);
    before.save();
    carried.set(0);
    LinkBudget after = budget(hourAndDay(1_000, 0));
    assertThat(after.refuses(Lane.EVENTS, 20)).isPresent();
    assertThat(after.refuses(Lane.EVENTS, 10)).isEmpty();
  }

  @Test
  void theRateIsKeptAfterEachBatch() {
    LinkBudget budget = budget(new LinkSettings(1_000, 0, 0, false, Lane.EVENTS));
    assertThat(budget.pause()).isEmpty();
    budget.sent(500);
    assertThat(budget.pause())
        .contains(new Wait("the link carries 1000 bytes a second", now.plusMillis(500)));
    now = now.plusMillis(500);
    assertThat(budget.pause()).isEmpty();
  }

  @Test
  void aBatchIsSmallBesideTheSmallestLimit() {
    assertThat(LinkSettings.UNLIMITED.batchBytes(1 << 20)).isEqualTo(1 << 20);
    assertThat(new LinkSettings(4_000, 0, 0, false, Lane.EVENTS).batchBytes(1 << 20))
        .isEqualTo(8_000);
    assertThat(hourAndDay(160_000, 80_000).batchBytes(1 << 20)).isEqualTo(5_000);
  }
}

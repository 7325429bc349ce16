package io.orilla.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.signal.SignalName;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalLatencyTest {
  private static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");

  @Test
  void eachValueCountsFromItsHandOverToTheJournal() {
    List<LedgerEntry> ledger =
        LongStream.rangeClosed(1, 100).mapToObj(n -> handed(n, n, 0)).toList();
    List<JournalledSample> journalled =
        LongStream.rangeClosed(1, 100)
            .mapToObj(n -> new JournalledSample(FLOW, n, 1000 * n))
            .toList();
    assertThat(JournalLatency.of(ledger, journalled)).isEqualTo(new JournalLatency(50, 99));
  }

  @Test
  void aValueHandedOverAgainCountsFromTheLastTimeBeforeItWasJournalled() {
    List<LedgerEntry> ledger =
        List.of(handed(1, 10, 5_000), handed(2, 10, 900_000), handed(3, 10, 990_000));
    List<JournalledSample> journalled = List.of(new JournalledSample(FLOW, 10, 902_000));
    assertThat(JournalLatency.of(ledger, journalled).p50()).isEqualTo(2);
  }

  @Test
  void nothingJournalledTakesNoTime() {
    assertThat(JournalLatency.of(List.of(handed(1, 10, 5)), List.of()))
        .isEqualTo(new JournalLatency(0, 0));
  }

  private static LedgerEntry handed(long number, long sourceTime, long publishedAt) {
    return new LedgerEntry(number, publishedAt, FLOW, sourceTime, 32, 0, false);
  }
}

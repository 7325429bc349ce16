package io.orilla.demo.ledger;

import io.orilla.model.signal.SignalName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** How long values took from the plant's hand-over to a node's journal, in ms. */
public record JournalLatency(double p50, double p99) {
  private record Key(SignalName signal, long sourceTime) {}

  public static JournalLatency of(
      Iterable<LedgerEntry> ledger, Iterable<JournalledSample> journalled) {
    Map<Key, List<LedgerEntry>> served = new HashMap<>();
    for (LedgerEntry entry : ledger) {
      served
          .computeIfAbsent(new Key(entry.signal(), entry.sourceTime()), first -> new ArrayList<>(1))
          .add(entry);
    }
    List<Long> micros = new ArrayList<>();
    for (JournalledSample sample : journalled) {
      List<LedgerEntry> entries =
          served.getOrDefault(new Key(sample.signal(), sample.sourceTime()), List.of());
      lastHandedBefore(entries, sample.journalledAt())
          .ifPresent(handed -> micros.add(sample.journalledAt() - handed));
    }
    micros.sort(null);
    return new JournalLatency(milliseconds(micros, 0.50), milliseconds(micros, 0.99));
  }

  /** A value that was lost and handed over again did not take that long. */
  private static OptionalLong lastHandedBefore(List<LedgerEntry> entries, long journalledAt) {
    return entries.stream()
        .mapToLong(LedgerEntry::publishedAt)
        .filter(published -> published <= journalledAt)
        .max();
  }

  /** The quantile by the nearest rank; 0 of nothing. */
  private static double milliseconds(List<Long> sorted, double quantile) {
    int rank = (int) Math.ceil(quantile * sorted.size());
    return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, rank - 1)) / 1e3;
  }
}

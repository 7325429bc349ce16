package io.orilla.demo.ledger;

import io.orilla.model.signal.SignalName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the plant's ledger with the lake, row by row. */
public final class LedgerAudit {
  /**
   * The bits that a server's queue sets on a value it kept while it dropped others: information
   * type and overflow (OPC 10000-4, 7.39.1). They are not the plant's.
   */
  private static final long OVERFLOW = 0x480;

  private final Map<Key, List<LedgerEntry>> served = new HashMap<>();
  private final Map<SignalName, List<LakeGap>> gaps = new HashMap<>();
  private final Set<Key> inLake = new HashSet<>();
  private long twice;
  private long wrong;

  private record Key(SignalName signal, long sourceTime) {}

  private LedgerAudit(Iterable<LedgerEntry> ledger, Iterable<LakeGap> gaps) {
    for (LedgerEntry entry : ledger) {
      Key key = new Key(entry.signal(), entry.sourceTime());
      served.computeIfAbsent(key, first -> new ArrayList<>(1)).add(entry);
    }
    for (LakeGap gap : gaps) {
      this.gaps.computeIfAbsent(gap.signal(), first -> new ArrayList<>()).add(gap);
    }
  }

  /**
   * @param dropped samples that the nodes say they gave up
   */
  public static Audit audit(
      Iterable<LedgerEntry> ledger,
      Iterable<LakeSample> lake,
      Iterable<LakeGap> gaps,
      GivenUp dropped) {
    LedgerAudit audit = new LedgerAudit(ledger, gaps);
    lake.forEach(audit::take);
    return audit.result(dropped);
  }

  private void take(LakeSample sample) {
    Key key = new Key(sample.signal(), sample.sourceTime());
    if (!inLake.add(key)) {
      twice++;
      return;
    }
    List<LedgerEntry> entries = served.get(key);
    if (entries == null || !isSame(entries.getFirst(), sample)) {
      wrong++;
    }
  }

  private static boolean isSame(LedgerEntry entry, LakeSample sample) {
    return Double.compare(entry.value(), sample.value()) == 0
        && (entry.statusCode() & ~OVERFLOW) == (sample.statusCode() & ~OVERFLOW);
  }

  private Audit result(GivenUp dropped) {
    long found = served.keySet().stream().filter(inLake::contains).count();
    List<Key> nowhere =
        served.keySet().stream().filter(key -> !inLake.contains(key) && !inGap(key)).toList();
    long givenUp = dropped.among(nowhere.stream().map(key -> key.signal().asset()));
    return new Audit(
        served.size(),
        found,
        served.size() - found - nowhere.size(),
        givenUp,
        nowhere.size() - givenUp,
        twice,
        wrong);
  }

  private boolean inGap(Key key) {
    return gaps.getOrDefault(key.signal(), List.of()).stream()
        .anyMatch(gap -> gap.covers(key.sourceTime()));
  }
}

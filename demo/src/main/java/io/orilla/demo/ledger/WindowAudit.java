package io.orilla.demo.ledger;

import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Compares predictions with the rows that a worker prepared from the same samples. */
public final class WindowAudit {
  private static final NavigableMap<Long, JournalEpoch> NONE = Collections.emptyNavigableMap();

  private final Map<AssetName, NavigableMap<Long, JournalEpoch>> made = new HashMap<>();
  private final List<AssetName> betweenEpochs = new ArrayList<>();
  private long closed;
  private long missed;
  private long twice;

  /** A row of a prepared table, which ends a window; µs UTC. */
  public record Row(AssetName asset, long time) {}

  /** From an asset's first sample in a journal epoch to its last, both included; µs UTC. */
  public record Span(AssetName asset, long first, long last) {
    private boolean has(Row row) {
      return asset.equals(row.asset()) && first <= row.time() && row.time() <= last;
    }
  }

  /**
   * The end of a window that has its prediction.
   *
   * @param epoch of the samples that it was made of
   */
  public record Decided(AssetName asset, long time, JournalEpoch epoch) {
    public static Decided of(Prediction prediction) {
      return new Decided(
          prediction.asset(), prediction.window().to(), prediction.samples().epoch());
    }
  }

  private WindowAudit() {}

  /**
   * @param rows those that passed, and those that a rule set aside: both closed
   * @param dropped predictions that the nodes say they gave up
   */
  public static Windows audit(
      List<Row> rows, List<Span> epochs, List<Decided> predictions, GivenUp dropped) {
    WindowAudit audit = new WindowAudit();
    predictions.forEach(audit::decided);
    rows.stream()
        .filter(row -> epochs.stream().anyMatch(epoch -> epoch.has(row)))
        .forEach(audit::closed);
    return audit.result(dropped);
  }

  private void decided(Decided window) {
    JournalEpoch before =
        made.computeIfAbsent(window.asset(), asset -> new TreeMap<>())
            .put(window.time(), window.epoch());
    twice += before == null ? 0 : 1;
  }

  private void closed(Row row) {
    NavigableMap<Long, JournalEpoch> ofAsset = made.getOrDefault(row.asset(), NONE);
    if (ofAsset.isEmpty() || row.time() < ofAsset.firstKey()) {
      return;
    }
    closed++;
    if (!ofAsset.containsKey(row.time())) {
      missed++;
      if (isBetweenEpochs(ofAsset, row.time())) {
        betweenEpochs.add(row.asset());
      }
    }
  }

  private static boolean isBetweenEpochs(NavigableMap<Long, JournalEpoch> made, long time) {
    Map.Entry<Long, JournalEpoch> next = made.higherEntry(time);
    return next != null && !next.getValue().equals(made.lowerEntry(time).getValue());
  }

  private Windows result(GivenUp dropped) {
    long givenUp = dropped.among(betweenEpochs.stream());
    return new Windows(closed, missed - givenUp, givenUp, twice);
  }
}

package io.orilla.server.prediction;

import io.orilla.lake.inbox.InboxEntry;
import io.orilla.model.document.Role;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.server.record.PredictionLog;
import io.orilla.server.record.TimeRange;
import io.orilla.server.record.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the champions said lately, in memory: the last minutes of each asset in event time, and
 * whoever wants to hear of each new prediction. Thread-safe.
 */
public final class LiveAssets {
  private static final Logger log = LoggerFactory.getLogger(LiveAssets.class);
  private static final int RECALLED = 5_000;
  private static final long KEPT = Duration.ofMinutes(5).toNanos() / 1000;

  private final Map<AssetName, Deque<Verdict>> recent = new TreeMap<>();
  private final List<Consumer<Prediction>> listeners = new CopyOnWriteArrayList<>();

  /** Takes in what was delivered before: the last minutes of each asset. */
  public void recall(PredictionLog predictions) {
    predictions.newest(Role.CHAMPION, Optional.empty(), TimeRange.ALL, RECALLED).reversed().stream()
        .map(Verdict::of)
        .forEach(this::keep);
  }

  /** Hears an accepted batch; for {@link io.orilla.lake.inbox.Inbox#onAccepted}. */
  public void accepted(InboxEntry entry) {
    if (entry.lane() != Lane.PREDICTIONS) {
      return;
    }
    try {
      PredictionLog.predictions(entry).stream().filter(Prediction::isChampions).forEach(this::hear);
    } catch (OrillaException e) {
      log.debug("inbox entry {} is passed over: {}", entry.offset(), e.text());
    }
  }

  private void hear(Prediction prediction) {
    keep(Verdict.of(prediction));
    listeners.forEach(listener -> listener.accept(prediction));
  }

  private synchronized void keep(Verdict verdict) {
    Deque<Verdict> kept = recent.computeIfAbsent(verdict.asset(), asset -> new ArrayDeque<>());
    kept.addLast(verdict);
    while (kept.getFirst().time() < verdict.time() - KEPT) {
      kept.removeFirst();
    }
  }

  /** Calls the listener with each champion's prediction that comes; it must not wait. */
  public void onPrediction(Consumer<Prediction> listener) {
    listeners.add(listener);
  }

  /** The assets that anything was ever said of. */
  public synchronized List<AssetName> assets() {
    return List.copyOf(recent.keySet());
  }

  /** The last five minutes of an asset, by the end of the windows, oldest first. */
  public synchronized List<Verdict> recent(AssetName asset) {
    Deque<Verdict> kept = recent.get(asset);
    return kept == null ? List.of() : List.copyOf(kept);
  }
}

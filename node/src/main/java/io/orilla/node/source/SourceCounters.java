package io.orilla.node.source;

import io.orilla.model.document.ObjectName;
import io.orilla.model.node.NodeFigures.SourceFigures;
import io.orilla.model.node.NodeFigures.Trouble;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what comes from a source since it was opened, whatever its protocol. Thread-safe. */
final class SourceCounters {
  private static final int TROUBLES_SHOWN = 10;

  private final Map<SignalName, String> troubles = new TreeMap<>();
  private long received;
  private long repeated;
  private long refused;
  private long connections;
  private long lag;
  private @Nullable Instant heard;

  synchronized void heard(Instant now) {
    heard = now;
  }

  synchronized void connected(Instant now) {
    connections++;
    heard = now;
  }

  synchronized void received(List<Sample> samples, int repeatedAmongThem, Instant now) {
    Sample newest = samples.getLast();
    received += samples.size();
    repeated += repeatedAmongThem;
    lag = newest.arrivalTime() - newest.sourceTime();
    heard = now;
    if (!troubles.isEmpty()) {
      samples.forEach(sample -> troubles.remove(sample.signal()));
    }
  }

  synchronized void refused(SignalName signal, String reason) {
    refused++;
    troubles.put(signal, reason);
  }

  synchronized SourceFigures figures(ObjectName name) {
    return new SourceFigures(
        name,
        received,
        received - repeated,
        repeated,
        refused,
        Math.max(0, connections - 1),
        heard,
        lag,
        troubles.size(),
        troubles.entrySet().stream()
            .limit(TROUBLES_SHOWN)
            .map(trouble -> new Trouble(trouble.getKey(), trouble.getValue()))
            .toList());
  }
}

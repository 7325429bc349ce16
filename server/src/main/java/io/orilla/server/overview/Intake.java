package io.orilla.server.overview;

import io.orilla.lake.inbox.InboxEntry;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How fast samples and predictions come in. Thread-safe. */
public final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final Duration NOW = Duration.ofSeconds(10);
  private static final int TREND = 30;

  private final Pace samples;
  private final Pace predictions;
  private final Latencies latencies = new Latencies();
  private volatile Optional<Arrival> last = Optional.empty();

  /** The newest batch of samples: when it came, and how long its last block had waited. */
  record Arrival(Instant at, Duration lag) {}

  public Intake(InstantSource clock) {
    samples = new Pace(clock);
    predictions = new Pace(clock);
  }

  /** Hears an accepted batch; for {@link io.orilla.lake.inbox.Inbox#onAccepted}. */
  public void accepted(InboxEntry entry) {
    try {
      if (entry.lane() == Lane.SIGNALS) {
        count(entry, entry.decode());
      }
    } catch (OrillaException e) {
      log.debug("inbox entry {} is passed over: {}", entry.offset(), e.text());
    }
  }

  private void count(InboxEntry entry, JournalBatch batch) {
    samples.add(batch.blocks().stream().mapToLong(Block::count).sum());
    long waited = Math.max(0, entry.receivedAt() - batch.blocks().getLast().writtenAt());
    last =
        Optional.of(
            new Arrival(Micros.instant(entry.receivedAt()), Duration.ofNanos(waited * 1_000)));
  }

  /** Hears a prediction. */
  public void predicted(Prediction prediction) {
    predictions.add(1);
    latencies.add(prediction.latency());
  }

  double samplesPerSecond() {
    return samples.perSecond(NOW);
  }

  List<Double> samplesTrend() {
    return samples.trend(TREND);
  }

  double predictionsPerSecond() {
    return predictions.perSecond(NOW);
  }

  OptionalLong latency(double share) {
    return latencies.quantile(share);
  }

  Optional<Arrival> lastSamples() {
    return last;
  }
}

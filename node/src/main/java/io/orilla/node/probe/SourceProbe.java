package io.orilla.node.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.command.Action;
import io.orilla.model.command.ProbeReport;
import io.orilla.model.connector.Connector;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.node.source.Connectors;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads a source that is not declared, beside those that are, and tells what it says. */
public final class SourceProbe {
  /** Between two reports: people read no faster. */
  private static final Duration PACE = Duration.ofMillis(500);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ObjectName node;
  private final Connectors connectors;
  private final Map<Peer, AtomicBoolean> running = new ConcurrentHashMap<>();

  private record Peer(String connector, JsonNode settings) {}

  public SourceProbe(ObjectName node, Connectors connectors) {
    this.node = node;
    this.connectors = connectors;
  }

  /** Who hears of a probe. */
  public interface Reports {
    void send(ProbeReport report) throws InterruptedException;

    /** Whether anybody still listens; asked when there is nothing to send, too. */
    boolean isWanted() throws InterruptedException;
  }

  /**
   * Returns when the time is over, nobody listens, or the same peer is probed anew: one that has
   * room for few clients is not filled with those that nobody waits for.
   *
   * @throws OrillaException INVALID_DOCUMENT when settings or addresses are wrong, with the path
   */
  public void run(Action.ProbeSource asked, Reports reports) throws InterruptedException {
    Connector connector = connectors.of(asked.connector());
    SourceSpec source =
        new SourceSpec(
            node, asked.connector(), connector.visiting(asked.settings()), asked.signals());
    LatestReadings latest = new LatestReadings();
    Connector.Connection connection = connector.open(source, latest);
    Peer peer = new Peer(asked.connector(), asked.settings());
    AtomicBoolean followed = new AtomicBoolean();
    AtomicBoolean before = running.put(peer, followed);
    if (before != null) {
      before.set(true);
    }
    try {
      follow(latest, reports, followed, System.nanoTime() + asked.duration().toNanos());
    } finally {
      running.remove(peer, followed);
      // A peer that is slow to let go keeps nobody waiting.
      Thread.ofVirtual().name("probe").start(connection::close);
    }
  }

  private static void follow(
      LatestReadings latest, Reports reports, AtomicBoolean followed, long until)
      throws InterruptedException {
    for (long left = until - System.nanoTime();
        left > 0 && !followed.get() && reports.isWanted();
        left = until - System.nanoTime()) {
      Optional<ProbeReport> news = latest.take(shorter(LOOK, left));
      if (news.isPresent()) {
        reports.send(news.get());
        Thread.sleep(shorter(PACE, Math.max(0, until - System.nanoTime())));
      }
    }
  }

  private static Duration shorter(Duration most, long nanos) {
    return most.toNanos() < nanos ? most : Duration.ofNanos(nanos);
  }
}

package io.orilla.node.clock;

import io.orilla.node.disk.Documents;
import io.orilla.node.disk.Note;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by which certificates are judged. A clock that is wrong, by a day or by ten years, must
 * not part a node from its server: the clock is believed only as far as the certificates allow, and
 * what cannot be is that it is earlier than the time at which clock and server last agreed, or than
 * this program's build. Thread-safe.
 */
public final class TrustedTime {
  private static final Logger log = LoggerFactory.getLogger(TrustedTime.class);
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  /** Flash wears: the file follows in steps. */
  private static final Duration STEP = Duration.ofDays(1);

  private final Note<Kept> note;
  private final InstantSource clock;
  private Instant noted;
  private Instant floor;
  private Instant shownUntil;
  private volatile ClockStatus status = ClockStatus.UNKNOWN;
  private Instant anchor = Instant.EPOCH;
  private long anchoredAt;

  private record Kept(Instant agreed) {}

  public TrustedTime(Documents documents, InstantSource clock) {
    this.note = documents.note("clock", Kept.class, "when the clocks agreed");
    this.clock = clock;
    Instant built = BuildTime.read();
    this.noted = note.read().map(Kept::agreed).orElse(Instant.MIN);
    this.floor = later(noted, built);
    this.shownUntil = floor;
  }

  /**
   * The time at which to look at a server's certificate: now, within the certificate's life, but
   * never before the last trusted time. So a certificate that ended before that is refused, and no
   * other for its time.
   */
  public synchronized Instant at(X509Certificate leaf) {
    Instant now = later(clock.instant(), floor);
    Instant until = leaf.getNotAfter().toInstant();
    shownUntil = until;
    Instant within = now.isAfter(until) ? later(until, floor) : now;
    return later(within, leaf.getNotBefore().toInstant());
  }

  /**
   * The best guess of the time now: a clock that jumps since the server was heard moves nothing.
   */
  public synchronized Instant now() {
    Instant guess = measured() ? anchor.plusNanos(System.nanoTime() - anchoredAt) : clock.instant();
    return later(guess, floor);
  }

  /** Whether the server's clock was heard since the start. */
  public boolean measured() {
    return status.measuredAt() != null;
  }

  public ClockStatus status() {
    return status;
  }

  /**
   * Hears the server's clock, as it was at some moment between a request and its answer.
   *
   * @param received by this machine's clock
   * @param took from the request to the answer
   */
  public synchronized void heard(Instant server, Instant received, Duration took) {
    Duration measured = offset(server, received, took);
    boolean wrong = measured.abs().compareTo(TOLERANCE) > 0;
    if (wrong && !status.wrong()) {
      log.warn("this machine's clock is wrong: the server's is {} ahead", measured);
    }
    anchor = wrong ? received.plus(measured) : received;
    anchoredAt = System.nanoTime();
    status = new ClockStatus(wrong, measured.toMillis() / 1e3, received);
    Instant agreed = server.isAfter(shownUntil) ? shownUntil : server;
    if (!wrong && agreed.isAfter(floor)) {
      agree(agreed);
    }
  }

  /** The server tells whole seconds. */
  private static Duration offset(Instant server, Instant received, Duration took) {
    Instant earliest = received.minus(took).minusSeconds(1);
    if (server.isBefore(earliest)) {
      return Duration.between(earliest, server);
    }
    return server.isAfter(received) ? Duration.between(received, server) : Duration.ZERO;
  }

  /**
   * Two clocks that agree are believed, one alone is not, and none beyond the end of the
   * certificate that the server showed: a server whose clock ran ahead for a day would else be
   * refused for ever after.
   */
  private void agree(Instant time) {
    floor = time;
    if (noted.isBefore(time.minus(STEP)) && note.write(new Kept(time))) {
      noted = time;
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

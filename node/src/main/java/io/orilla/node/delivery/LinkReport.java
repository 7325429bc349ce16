package io.orilla.node.delivery;

import io.orilla.model.content.Micros;
import io.orilla.model.journal.Event;
import io.orilla.node.journal.Journal;
import io.orilla.node.uplink.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells the server now and then what went over the link; a server that is away is not told later
 * what it missed. Not thread-safe.
 */
final class LinkReport {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final Journal journal;
  private final Uplink uplink;
  private final InstantSource clock;
  private Instant due;

  LinkReport(Journal journal, Uplink uplink, InstantSource clock) {
    this.journal = journal;
    this.uplink = uplink;
    this.clock = clock;
    this.due = clock.instant().plus(FIRST);
  }

  void tellIfDue() {
    Instant now = clock.instant();
    if (now.isBefore(due) || !uplink.contact().connected()) {
      return;
    }
    due = now.plus(EVERY);
    journal.append(new Event.LinkUsed(Micros.of(now), uplink.traffic().use()));
  }
}

package io.orilla.server.overview;

import io.javalin.http.Context;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of what happens: {@code prediction} and {@code alarm} as they come, {@code overview}
 * when it changed, twice a second at most. An event's id names this start of the server and the
 * last event told, so a client that comes back with it misses none that is still kept. Each client
 * is served on a thread of its own. Thread-safe.
 */
public final class LiveStream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
  private static final Duration APART = Duration.ofMillis(500);

  /** Also when nothing changed, so that a client knows that we are there. */
  private static final Duration AT_LEAST = Duration.ofSeconds(5);

  private final LiveEvents events;
  private final Cached<Told> overview;
  private final InstantSource clock;
  private final String start;
  private volatile boolean closed;

  /** An overview as it is sent, and what of it is compared: all but its moment. */
  private record Told(String json, Overview content) {
    static Told of(Overview overview) {
      return new Told(Json.text(overview), overview.withAt(Instant.EPOCH));
    }
  }

  public LiveStream(Overviews overviews, LiveEvents events, InstantSource clock) {
    this.events = events;
    this.overview = new Cached<>(() -> Told.of(overviews.now()), APART, clock);
    this.clock = clock;
    this.start = Long.toString(clock.millis(), Character.MAX_RADIX);
  }

  /** Serves a client until it leaves. */
  void serve(Context context) {
    try {
      tell(new EventWriter(context), resumeAfter(context.header("Last-Event-ID")));
    } catch (IOException e) {
      log.debug("a client of the stream left: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long resumeAfter(@Nullable String lastEventId) {
    String mine = start + "-";
    if (lastEventId == null || !lastEventId.startsWith(mine)) {
      return events.last();
    }
    try {
      return Long.parseLong(lastEventId.substring(mine.length()));
    } catch (NumberFormatException e) {
      return events.last();
    }
  }

  private void tell(EventWriter client, long after) throws IOException, InterruptedException {
    long told = after;
    Optional<Sent> sent = Optional.empty();
    while (!closed) {
      sent = Optional.of(tellOverview(client, sent, told));
      for (LiveEvent event : events.after(told, APART)) {
        client.write(event.name(), event.json(), id(event.number()));
        told = event.number();
      }
    }
  }

  /** What a client was told last, and when. */
  private record Sent(Overview content, long at) {}

  private Sent tellOverview(EventWriter client, Optional<Sent> sent, long told) throws IOException {
    long now = clock.millis();
    long ago = sent.map(before -> now - before.at()).orElse(Long.MAX_VALUE);
    if (sent.isPresent() && ago < APART.toMillis()) {
      return sent.get();
    }
    Told latest = overview.value();
    boolean same = sent.map(before -> before.content().equals(latest.content())).orElse(false);
    if (same && ago < AT_LEAST.toMillis()) {
      return sent.get();
    }
    client.write("overview", latest.json(), id(told));
    return new Sent(latest.content(), now);
  }

  private String id(long number) {
    return start + "-" + number;
  }

  @Override
  public void close() {
    closed = true;
    events.close();
  }
}

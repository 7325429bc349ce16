package io.orilla.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.JsonSignal;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.DurationText;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Listens, and hands on what is posted, one request after the other. Who falls silent is gone until
 * he posts again; the door stays open meanwhile.
 */
final class PushConnection implements Connector.Connection {
  private final PushSettings settings;
  private final List<JsonSignal> signals;
  private final SampleListener listener;
  private final InstantSource clock;
  private final Closing closing = new Closing();
  private final PeerLoop loop;
  private @Nullable Door door;
  private long lastArrival = Long.MIN_VALUE;

  PushConnection(
      PushSettings settings,
      List<JsonSignal> signals,
      SampleListener listener,
      InstantSource clock) {
    this.settings = settings;
    this.signals = signals;
    this.listener = listener;
    this.clock = clock;
    this.loop = PeerLoop.start(settings.peer(), listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    Door open = door();
    Optional<Post> post = open.next(closing, settings.silence());
    if (post.isPresent()) {
      connected.run();
    }
    while (post.isPresent()) {
      post.get().answer(deliver(post.get().body()));
      post = open.next(closing, settings.silence());
    }
    throw Closing.unavailable(silence(open));
  }

  /** One whose certificate was renewed is opened anew. */
  private Door door() {
    Door before = door;
    if (before != null && before.isCurrent()) {
      return before;
    }
    if (before != null) {
      door = null;
      before.close();
    }
    Door open = Door.open(settings);
    door = open;
    return open;
  }

  private String silence(Door open) {
    String where = settings.listen() + settings.path();
    return open.takeRefused()
        .map(
            who ->
                "%s posts to %s with no token or another one; give it the first line of the file %s among the node's secrets"
                    .formatted(who, where, settings.tokenFile()))
        .orElseGet(
            () ->
                "nothing was posted to %s for %s"
                    .formatted(where, DurationText.format(settings.silence())));
  }

  /** An array is so many messages. */
  private Post.Outcome deliver(JsonNode body) {
    List<Sample> samples = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    if (body.isArray()) {
      body.forEach(message -> read(message, samples, troubles));
    } else {
      read(body, samples, troubles);
    }
    if (samples.isEmpty()) {
      listener.heard();
      return new Post.Outcome.Worthless(troubles);
    }
    listener.received(samples);
    return new Post.Outcome.Journalled(samples.size());
  }

  private void read(JsonNode message, List<Sample> samples, List<String> troubles) {
    // Two values of one time would be one value told twice.
    lastArrival = Math.max(lastArrival + 1, Micros.of(clock.instant()));
    for (JsonSignal signal : signals) {
      try {
        samples.add(signal.sample(message, lastArrival));
      } catch (OrillaException e) {
        troubles.add(signal.name() + ": " + e.text());
        listener.refused(signal.name(), "in what was posted " + e.text());
      }
    }
  }

  @Override
  public void close() {
    loop.close();
    if (door != null) {
      door.close();
    }
  }
}

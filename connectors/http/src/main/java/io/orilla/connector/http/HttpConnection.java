package io.orilla.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.JsonSignal;
import io.orilla.connector.peer.Payload;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks, and asks again after the interval; it begins anew after any trouble. */
final class HttpConnection implements Connector.Connection {
  private static final int OK = 200;
  private static final Set<Integer> REFUSED = Set.of(401, 403);
  private static final long MOST_BYTES = 16 << 20;

  private final HttpSettings settings;
  private final List<JsonSignal> signals;
  private final SampleListener listener;
  private final InstantSource clock;
  private final Closing closing = new Closing();
  private final PeerLoop loop;

  HttpConnection(
      HttpSettings settings,
      List<JsonSignal> signals,
      SampleListener listener,
      InstantSource clock) {
    this.settings = settings;
    this.signals = signals;
    this.listener = listener;
    this.clock = clock;
    this.loop = PeerLoop.start("http " + settings.url(), listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    HttpClient client = settings.client();
    try {
      HttpRequest request =
          settings
              .request(URI.create(settings.url()), settings.timeout())
              .header("Accept", "application/json")
              .build();
      long asked = System.nanoTime();
      JsonNode answer = ask(client, request);
      connected.run();
      while (!closing.isClosed()) {
        deliver(answer);
        closing.pause(settings.interval().minusNanos(System.nanoTime() - asked));
        asked = System.nanoTime();
        answer = ask(client, request);
      }
    } finally {
      client.shutdownNow();
    }
  }

  private JsonNode ask(HttpClient client, HttpRequest request) {
    HttpResponse<byte[]> response =
        closing.await(
            client.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES)),
            settings.timeout().plusMillis(100),
            "asking " + settings.url());
    if (response.statusCode() != OK) {
      OrillaException failure = unavailable("it answers with status " + response.statusCode());
      throw REFUSED.contains(response.statusCode())
          ? settings.user().refused(settings.url(), "status " + response.statusCode(), failure)
          : failure;
    }
    try {
      return Payload.parse(response.body());
    } catch (OrillaException e) {
      throw unavailable("its answer: " + e.text());
    }
  }

  private OrillaException unavailable(String what) {
    return Closing.unavailable("asking " + settings.url() + ": " + what);
  }

  private void deliver(JsonNode answer) {
    long arrival = Micros.of(clock.instant());
    List<Sample> samples = new ArrayList<>(signals.size());
    for (JsonSignal signal : signals) {
      try {
        samples.add(signal.sample(answer, arrival));
      } catch (OrillaException e) {
        listener.refused(signal.name(), "in the answer of " + settings.url() + " " + e.text());
      }
    }
    listener.heard();
    if (!samples.isEmpty()) {
      listener.received(samples);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}

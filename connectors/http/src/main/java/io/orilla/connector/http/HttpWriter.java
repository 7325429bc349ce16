package io.orilla.connector.http;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Deadline;
import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Posts a value, or a text of JSON as it is, to a path behind a web address: a webhook. */
final class HttpWriter implements Writer {
  private final HttpSettings settings;
  private final Closing closing = new Closing();
  private @Nullable HttpClient client;

  HttpWriter(HttpSettings settings) {
    this.settings = settings;
  }

  /** What is posted cannot be asked for. */
  @Override
  public Optional<Value> read(String address, Duration within) {
    return Optional.empty();
  }

  @Override
  public WriteOutcome write(String address, Value value, Duration within) {
    Deadline deadline = Deadline.in(within);
    try {
      if (client == null) {
        client = settings.client();
      }
      HttpRequest request =
          settings
              .request(URI.create(settings.url() + address), deadline.left(settings.timeout()))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(value.text()))
              .build();
      return post(client, request, value, deadline);
    } catch (OrillaException e) {
      return new WriteOutcome.NotDone(e.text());
    }
  }

  private WriteOutcome post(HttpClient open, HttpRequest request, Value value, Deadline deadline) {
    try {
      HttpResponse<Void> response =
          closing.await(
              open.sendAsync(request, BodyHandlers.discarding()),
              deadline.left(settings.timeout()),
              "posting to " + request.uri());
      return outcome(response.statusCode(), value);
    } catch (OrillaException e) {
      return isUnconnected(e)
          ? new WriteOutcome.NotDone(e.text())
          : new WriteOutcome.Unknown(value, e.text());
    }
  }

  /** A server's own failure (5xx) says nothing of how far it came. */
  private static WriteOutcome outcome(int status, Value value) {
    String said = "it answers with status " + status;
    return switch (status / 100) {
      case 2 -> new WriteOutcome.Done(value);
      case 5 -> new WriteOutcome.Unknown(value, said);
      default -> new WriteOutcome.NotDone(said);
    };
  }

  private static boolean isUnconnected(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    closing.close();
    if (client != null) {
      client.shutdownNow();
    }
  }
}

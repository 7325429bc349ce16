package io.orilla.node.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalReceipt;
import io.orilla.model.node.LinkPurpose;
import io.orilla.node.uplink.Uplink;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** {@code POST /node/v1/journal}. Thread-safe. */
final class JournalPost {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Uplink uplink;

  JournalPost(Uplink uplink) {
    this.uplink = uplink;
  }

  Outcome send(Request batch) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(batch.body()));
    if (batch.compressed()) {
      request.header("Content-Encoding", "zstd");
    }
    HttpResponse<byte[]> response;
    try {
      response = uplink.send(LinkPurpose.of(batch.lane()), "/node/v1/journal", request, LIMIT);
    } catch (OrillaException e) {
      return new Outcome.Unknown(e.text());
    }
    try {
      return response.statusCode() == 200
          ? new Outcome.Accepted(Json.read(response.body(), JournalReceipt.class))
          : refused(response);
    } catch (OrillaException e) {
      return new Outcome.Unknown("the server's answer is not understood: " + e.text());
    }
  }

  private static Outcome refused(HttpResponse<byte[]> response) {
    OrillaException problem = Uplink.problem(response);
    return switch (problem.code()) {
      case EPOCH_CONFLICT -> new Outcome.EpochConflict(problem.text());
      case SEQUENCE_GAP -> {
        JsonNode expected = Json.read(response.body(), JsonNode.class).path("expected");
        yield expected.canConvertToLong()
            ? new Outcome.Expected(expected.asLong(), problem.text())
            : new Outcome.Refused(problem.text());
      }
      case FOOTING_UNKNOWN -> new Outcome.Unfounded();
      default -> new Outcome.Refused(problem.text());
    };
  }
}

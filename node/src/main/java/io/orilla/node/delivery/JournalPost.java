package io.orilla.node.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.model.journal.JournalReceipt;
import io.orilla.model.node.LinkPurpose;
import io.orilla.node.uplink.MessageStream;
import io.orilla.node.uplink.Uplink;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches by {@code POST /node/v1/journal}, and those that keep following each other soon on
 * a stream, which spares each its headers. It has one owner.
 */
final class JournalPost {
  private static final String PATH = "/node/v1/journal";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration OPENING = Duration.ofSeconds(5);

  /** A stream that was silent for longer may have been cut on its way without a word. */
  private static final Duration SOON = Duration.ofSeconds(30);

  /** To open a stream costs as much as some ten batches' headers, which a few events never save. */
  private static final int MANY = 8;

  /** Where no stream is to be had, one is asked for again then. */
  private static final Duration REFUSED = Duration.ofMinutes(1);

  private static final int LARGEST_MESSAGE = 256 << 10;

  private final Uplink uplink;
  private final InstantSource clock;
  private @Nullable MessageStream stream;
  private Instant sentAt = Instant.EPOCH;
  private int row;
  private Instant refusedAt = Instant.EPOCH;

  JournalPost(Uplink uplink, InstantSource clock) {
    this.uplink = uplink;
    this.clock = clock;
  }

  Outcome send(Request batch) throws InterruptedException {
    try {
      Optional<MessageStream> open = open(batch);
      return open.isPresent() ? stream(open.get(), batch) : post(batch);
    } catch (OrillaException e) {
      return new Outcome.Unknown(e.text());
    } finally {
      sentAt = clock.instant();
    }
  }

  /** The stream, where there is one for this batch. */
  private Optional<MessageStream> open(Request batch) throws InterruptedException {
    Instant now = clock.instant();
    boolean soon = within(SOON, sentAt, now);
    row = soon ? Math.min(row + 1, MANY) : 0;
    if (stream != null && (!soon || !stream.isOpen())) {
      stream.close();
      stream = null;
    }
    if (batch.body().length > LARGEST_MESSAGE) {
      return Optional.empty();
    }
    if (stream == null && row == MANY && !within(REFUSED, refusedAt, now)) {
      Optional<MessageStream> opened =
          uplink.stream(LinkPurpose.of(batch.lane()), PATH + "/stream", OPENING);
      if (opened.isEmpty()) {
        refusedAt = now;
      }
      stream = opened.orElse(null);
    }
    return Optional.ofNullable(stream);
  }

  private static boolean within(Duration time, Instant since, Instant now) {
    return Duration.between(since, now).compareTo(time) < 0;
  }

  private Outcome stream(MessageStream open, Request batch) throws InterruptedException {
    MessageStream.Answer answer =
        uplink.exchange(open, LinkPurpose.of(batch.lane()), batch.body(), LIMIT);
    try {
      return answer.isText()
          ? refused(answer.body(), Json.read(answer.body(), Problem.class).exception())
          : new Outcome.Accepted(JournalReceipt.through(answer.body()));
    } catch (OrillaException e) {
      return misunderstood(e);
    }
  }

  private Outcome post(Request batch) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(batch.body()));
    if (batch.compressed()) {
      request.header("Content-Encoding", "zstd");
    }
    HttpResponse<byte[]> response = uplink.send(LinkPurpose.of(batch.lane()), PATH, request, LIMIT);
    try {
      return response.statusCode() == 200
          ? new Outcome.Accepted(Json.read(response.body(), JournalReceipt.class).through())
          : refused(response.body(), Uplink.problem(response));
    } catch (OrillaException e) {
      return misunderstood(e);
    }
  }

  private static Outcome misunderstood(OrillaException e) {
    return new Outcome.Unknown("the server's answer is not understood: " + e.text());
  }

  private static Outcome refused(byte[] body, OrillaException problem) {
    return switch (problem.code()) {
      case EPOCH_CONFLICT -> new Outcome.EpochConflict(problem.text());
      case SEQUENCE_GAP -> {
        JsonNode expected = Json.read(body, JsonNode.class).path("expected");
        yield expected.canConvertToLong()
            ? new Outcome.Expected(expected.asLong(), problem.text())
            : new Outcome.Refused(problem.text());
      }
      case FOOTING_UNKNOWN -> new Outcome.Unfounded();
      default -> new Outcome.Refused(problem.text());
    };
  }

  /** Ends a message on its way, too. */
  void close() {
    if (stream != null) {
      stream.close();
    }
  }
}

package io.orilla.node.command;

import io.orilla.model.command.CommandId;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.uplink.Uplink;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a command asked for, sent part by part; a part that got no answer is sent again. */
final class Answer {
  private static final int PART = 512 << 10;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int TRIES = 5;

  private final Uplink uplink;
  private final CommandId id;
  private long position;
  private boolean wanted = true;
  private long heardAt = System.nanoTime();

  Answer(Uplink uplink, CommandId id) {
    this.uplink = uplink;
    this.id = id;
  }

  private record Receipt(long through, boolean wanted) {}

  /** Whether there is any use in sending more, as the server said with its last receipt. */
  boolean isWanted() {
    return wanted;
  }

  /**
   * @throws OrillaException PEER_UNAVAILABLE when the server does not answer, NOT_ALLOWED when it
   *     takes no more
   */
  void send(byte[] bytes) throws InterruptedException {
    for (int from = 0; from < bytes.length; from += PART) {
      sendPart(bytes, from, Math.min(PART, bytes.length - from));
    }
  }

  /** Asks whether more is wanted, when nothing was sent for so long. */
  void askWhenQuiet(Duration quiet) throws InterruptedException {
    if (System.nanoTime() - heardAt > quiet.toNanos()) {
      sendPart(new byte[0], 0, 0);
    }
  }

  private void sendPart(byte[] bytes, int offset, int length) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      try {
        HttpResponse<byte[]> response =
            uplink.send(
                "/node/v1/answers/" + id + "?from=" + position,
                HttpRequest.newBuilder()
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofByteArray(bytes, offset, length)),
                LIMIT);
        if (response.statusCode() != 200) {
          throw Uplink.problem(response);
        }
        Receipt receipt = Json.read(response.body(), Receipt.class);
        position = receipt.through();
        wanted = receipt.wanted();
        heardAt = System.nanoTime();
        return;
      } catch (OrillaException e) {
        if (e.code() != ErrorCode.PEER_UNAVAILABLE || tried == TRIES) {
          throw e;
        }
        Thread.sleep(Duration.ofSeconds(tried));
      }
    }
  }
}

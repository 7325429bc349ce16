package io.orilla.node.uplink;

import io.orilla.model.content.DurationText;
import io.orilla.model.node.LinkPurpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket (RFC 6455) on which each message has one answer and waits for it: a message costs no
 * headers. After a failure it is closed, and what became of the message is unknown. It has one
 * owner.
 */
public final class MessageStream implements AutoCloseable {
  private static final int MASK = 4;

  private final WebSocket socket;
  private final Answers answers;
  private final Traffic traffic;

  /**
   * What the server said.
   *
   * @param isText whether it came as text: a problem
   */
  @SuppressWarnings("ArrayRecordComponent") // its identity is its own
  public record Answer(boolean isText, byte[] body) {}

  MessageStream(WebSocket socket, Answers answers, Traffic traffic) {
    this.socket = socket;
    this.answers = answers;
    this.traffic = traffic;
  }

  /** Whether a message can still be sent. */
  public boolean isOpen() {
    return !socket.isOutputClosed() && !socket.isInputClosed();
  }

  Answer exchange(LinkPurpose purpose, byte[] message, Duration limit)
      throws IOException, InterruptedException {
    CompletableFuture<Answer> answer = answers.expect();
    traffic.sent(purpose, frame(message.length) + MASK);
    try {
      socket.sendBinary(ByteBuffer.wrap(message), true);
      Answer came = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      traffic.received(purpose, frame(came.body().length));
      return came;
    } catch (TimeoutException e) {
      socket.abort();
      throw new IOException("no answer within " + DurationText.format(limit), e);
    } catch (ExecutionException e) {
      socket.abort();
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  /** A frame of so many bytes, its header included. */
  private static long frame(int bytes) {
    return bytes + (bytes < 126 ? 2 : bytes < 1 << 16 ? 4 : 10);
  }

  /** Ends who waits for an answer, too. */
  @Override
  public void close() {
    socket.abort();
    answers.end(new IOException("the stream was closed"));
  }

  /** Hands each answer to whoever waits for it. */
  static final class Answers implements WebSocket.Listener {
    /** Longer than any answer; who sends more is not our server. */
    private static final int LONGEST = 1 << 16;

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private CompletableFuture<Answer> awaited = new CompletableFuture<>();
    private @Nullable IOException ended;

    synchronized CompletableFuture<Answer> expect() {
      awaited = new CompletableFuture<>();
      if (ended != null) {
        awaited.completeExceptionally(ended);
      }
      return awaited;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onBinary(
        WebSocket socket, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      return take(socket, part, last, false);
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(
        WebSocket socket, CharSequence data, boolean last) {
      return take(socket, data.toString().getBytes(StandardCharsets.UTF_8), last, true);
    }

    private @Nullable CompletionStage<?> take(
        WebSocket socket, byte[] part, boolean last, boolean text) {
      parts.writeBytes(part);
      if (parts.size() > LONGEST) {
        socket.abort();
        end(new IOException("the answer is longer than " + LONGEST + " bytes"));
        return null;
      }
      if (last) {
        awaited.complete(new Answer(text, parts.toByteArray()));
        parts.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onClose(
        WebSocket socket, int status, String reason) {
      end(new IOException("the server ended the stream (%d %s)".formatted(status, reason)));
      return null;
    }

    @Override
    public synchronized void onError(WebSocket socket, Throwable error) {
      end(error instanceof IOException io ? io : new IOException(error));
    }

    private synchronized void end(IOException reason) {
      ended = reason;
      awaited.completeExceptionally(reason);
    }
  }
}

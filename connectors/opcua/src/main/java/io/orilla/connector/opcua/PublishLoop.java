package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Closing;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.NotificationMessage;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.SubscriptionAcknowledgement;
import org.jspecify.annotations.Nullable;

/**
 * The Publish service (OPC 10000-4, 5.14.5) of one subscription: some requests always wait at the
 * server, its messages come out in the order of their sequence numbers, each once. Milo's own loop
 * is not used because it hands messages out of order, and some twice, when two answers overtake
 * each other between its threads. Used by one thread.
 */
final class PublishLoop {
  private static final int REQUESTS = 3;
  private static final long LAST_SEQUENCE = 0xFFFF_FFFFL;
  private static final UInteger NEVER = uint(0);

  private final OpcUaClient client;
  private final NodeId session;
  private final UInteger subscription;
  private final Duration silence;
  private final Runnable forget;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final Map<Long, Message> early = new HashMap<>();
  private final List<UInteger> received = new ArrayList<>();
  private int waiting;
  private long expected;

  /**
   * What a server published.
   *
   * @param more whether it has more to say at once
   */
  record Message(NotificationMessage content, boolean more) {
    boolean isKeepAlive() {
      var data = content.getNotificationData();
      return data == null || data.length == 0;
    }
  }

  /** What became of a request; neither, when the connection was closed. */
  private record Answer(@Nullable PublishResponse response, @Nullable Throwable failure) {}

  /**
   * @param silence after how long without a message, keep-alives included, the server is given up
   * @param expected sequence number of the next message
   */
  PublishLoop(
      OpcUaClient client,
      NodeId session,
      UInteger subscription,
      Duration silence,
      Closing closing,
      long expected) {
    this.expected = expected;
    this.client = client;
    this.session = session;
    this.subscription = subscription;
    this.silence = silence;
    this.forget = closing.onClose(() -> answers.add(new Answer(null, null)));
  }

  /** Sequence number of the next message. */
  long expected() {
    return expected;
  }

  /** Takes a message in that was fetched otherwise. */
  void take(NotificationMessage content) {
    early.put(content.getSequenceNumber().longValue(), new Message(content, true));
  }

  /**
   * The next message; a keep-alive has no notification data.
   *
   * @throws OrillaException PEER_UNAVAILABLE when there will be none
   * @throws CancellationException when the connection is closed
   */
  Message next() {
    try {
      while (true) {
        Message next = early.remove(expected);
        if (next == null) {
          next = inOrder(answer());
        }
        if (next != null) {
          return taken(next);
        }
      }
    } catch (OrillaException | CancellationException ended) {
      forget.run();
      throw ended;
    }
  }

  private Message taken(Message message) {
    if (!message.isKeepAlive()) {
      received.add(uint(expected));
      expected = expected == LAST_SEQUENCE ? 1 : expected + 1;
    }
    return message;
  }

  private @Nullable Message inOrder(PublishResponse response) {
    if (!response.getSubscriptionId().equals(subscription)) {
      return null;
    }
    Message message =
        new Message(response.getNotificationMessage(), response.getMoreNotifications());
    long sequence = message.content().getSequenceNumber().longValue();
    if (sequence == expected) {
      return message;
    }
    if (message.isKeepAlive() || early.size() >= REQUESTS) {
      throw Closing.unavailable(
          "the server's message " + expected + " is missing, it went on with " + sequence);
    }
    early.put(sequence, message);
    return null;
  }

  private PublishResponse answer() {
    while (waiting < REQUESTS) {
      send();
    }
    Answer answer = poll();
    if (answer == null) {
      throw Closing.unavailable("the server has said nothing for " + silence.toMillis() + " ms");
    }
    if (answer.response() != null) {
      waiting--;
      return answer.response();
    }
    if (answer.failure() != null) {
      throw Closing.unavailable(Closing.reason(answer.failure()), answer.failure());
    }
    throw new CancellationException("the connection is closed");
  }

  private @Nullable Answer poll() {
    try {
      return answers.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the reader", e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what becomes of it is told to the queue
  private void send() {
    SubscriptionAcknowledgement[] acknowledged =
        received.stream()
            .map(sequence -> new SubscriptionAcknowledgement(subscription, sequence))
            .toArray(SubscriptionAcknowledgement[]::new);
    received.clear();
    waiting++;
    client
        .sendRequestAsync(new PublishRequest(client.newRequestHeader(session, NEVER), acknowledged))
        .whenComplete(
            (response, failure) ->
                answers.add(
                    response instanceof PublishResponse published
                        ? new Answer(published, null)
                        : new Answer(null, failed(failure))));
  }

  private static Throwable failed(@Nullable Throwable failure) {
    return failure == null ? new IllegalStateException("the answer is none to Publish") : failure;
  }
}

package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Closing;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSubscriptionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.NotificationMessage;
import org.eclipse.milo.opcua.stack.core.types.structured.StatusChangeNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.TransferResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription of a connected client. When the client is lost another may carry the
 * subscription on, where the server allows that (OPC 10000-4, 5.14.7): the server keeps what it
 * published and nobody acknowledged, and what gathers in its queues. Else it is thrown away for a
 * fresh one; what may be missing is a gap then, and the node says so.
 */
final class SubscribedSession {
  private static final Logger log = LoggerFactory.getLogger(SubscribedSession.class);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);
  private static final Duration LIFETIME = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(4);
  private static final long FIRST_MESSAGE = 1;
  private static final int VALUES_PER_MESSAGE = 20_000;
  private static final int MESSAGES_AT_ONCE = 16;

  private final OpcUaClient client;
  private final UInteger subscription;
  private final Duration silence;
  private final MonitoredItems items;
  private final PublishLoop published;

  private SubscribedSession(
      OpcUaClient client,
      UInteger subscription,
      Duration silence,
      MonitoredItems items,
      PublishLoop published) {
    this.client = client;
    this.subscription = subscription;
    this.silence = silence;
    this.items = items;
    this.published = published;
  }

  /** Returns when the server has been asked for every signal. */
  static SubscribedSession begun(
      OpcUaClient client, OpcUaSource source, SampleListener listener, Closing closing) {
    NodeId session = session(client, closing);
    CreateSubscriptionResponse created = subscribe(client, source.settings(), closing);
    UInteger subscription = created.getSubscriptionId();
    MonitoredItems items = new MonitoredItems(source, listener, closing, client, subscription);
    items.createAll();
    Duration silence = SILENCE.plus(keepAlive(created));
    PublishLoop published =
        new PublishLoop(client, session, subscription, silence, closing, FIRST_MESSAGE);
    return new SubscribedSession(client, subscription, silence, items, published);
  }

  private static NodeId session(OpcUaClient client, Closing closing) {
    return closing
        .await(client.getSessionAsync(), Closing.PATIENCE, "the session")
        .getAuthenticationToken();
  }

  /**
   * The same subscription with another client, nothing of it missing.
   *
   * @throws OrillaException PEER_UNAVAILABLE when the server does not hand it over, or not whole
   */
  SubscribedSession carriedOnBy(OpcUaClient next, Closing closing) {
    NodeId session = session(next, closing);
    List<Long> unseen = handedOver(next, closing).stream().filter(this::isUnseen).sorted().toList();
    PublishLoop loop =
        new PublishLoop(next, session, subscription, silence, closing, published.expected());
    for (int index = 0; index < unseen.size(); index++) {
      if (unseen.get(index) != published.expected() + index) {
        throw Closing.unavailable("the server has let go of messages that nobody received");
      }
      loop.take(
          closing
              .await(
                  next.republishAsync(subscription, uint(unseen.get(index))),
                  Closing.PATIENCE,
                  "asking for a message once more")
              .getNotificationMessage());
    }
    items.handOver(next);
    return new SubscribedSession(next, subscription, silence, items, loop);
  }

  /** Has the server forget the subscription, if it handed it over after all. */
  void giveUp(OpcUaClient next) {
    var _ = next.deleteSubscriptionsAsync(List.of(subscription));
  }

  private boolean isUnseen(long message) {
    return message >= published.expected();
  }

  /** The numbers of the messages that nobody acknowledged. */
  private List<Long> handedOver(OpcUaClient next, Closing closing) {
    TransferResult[] results =
        closing
            .await(
                next.transferSubscriptionsAsync(List.of(subscription), false),
                Closing.PATIENCE,
                "taking the subscription over")
            .getResults();
    if (results == null || results.length != 1 || results[0].getStatusCode().isBad()) {
      throw Closing.unavailable("the server does not hand the subscription over");
    }
    UInteger[] messages = results[0].getAvailableSequenceNumbers();
    return messages == null ? List.of() : Stream.of(messages).map(UInteger::longValue).toList();
  }

  private static CreateSubscriptionResponse subscribe(
      OpcUaClient client, OpcUaSettings settings, Closing closing) {
    double interval = settings.publishingInterval().toNanos() / 1e6;
    CreateSubscriptionResponse subscription =
        closing.await(
            client.createSubscriptionAsync(
                interval,
                uint(count(LIFETIME, interval)),
                uint(count(KEEP_ALIVE, interval)),
                uint(VALUES_PER_MESSAGE),
                true,
                ubyte(0)),
            Closing.PATIENCE,
            "creating the subscription");
    if (subscription.getRevisedPublishingInterval() > interval) {
      log.warn(
          "{} publishes every {} ms, not every {} ms as asked for",
          settings.endpoint(),
          subscription.getRevisedPublishingInterval(),
          interval);
    }
    return subscription;
  }

  private static int count(Duration duration, double interval) {
    return (int) Math.max(1, Math.ceil(duration.toMillis() / interval));
  }

  private static Duration keepAlive(CreateSubscriptionResponse subscription) {
    double count = subscription.getRevisedMaxKeepAliveCount().doubleValue();
    return Duration.ofMillis((long) (subscription.getRevisedPublishingInterval() * count));
  }

  /** The next messages, up to the one that emptied the server's queues; none for a keep-alive. */
  List<List<MonitoredItemNotification>> next() {
    List<List<MonitoredItemNotification>> messages = new ArrayList<>();
    PublishLoop.Message message;
    do {
      message = published.next();
      if (!message.isKeepAlive()) {
        messages.add(values(message.content()));
      }
    } while (message.more() && messages.size() < MESSAGES_AT_ONCE);
    return messages;
  }

  /** Looks after the signals that cannot be read, once the messages were delivered. */
  void delivered(List<List<MonitoredItemNotification>> messages) {
    messages.forEach(message -> message.forEach(items::delivered));
    items.retryRefused();
  }

  private List<MonitoredItemNotification> values(NotificationMessage message) {
    List<MonitoredItemNotification> values = new ArrayList<>();
    ExtensionObject[] parts = message.getNotificationData();
    for (ExtensionObject part : parts == null ? new ExtensionObject[0] : parts) {
      UaStructuredType content = part.decode(client.getStaticEncodingContext());
      if (content instanceof DataChangeNotification change && change.getMonitoredItems() != null) {
        values.addAll(List.of(change.getMonitoredItems()));
      } else if (content instanceof StatusChangeNotification ended) {
        throw Closing.unavailable("the server ended the subscription: " + ended.getStatus());
      }
    }
    return values;
  }
}

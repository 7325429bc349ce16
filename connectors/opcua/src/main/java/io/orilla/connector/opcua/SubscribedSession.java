package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Closing;
import io.orilla.model.connector.SampleListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaSession;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSubscriptionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.StatusChangeNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription of a connected client, good until its first trouble: then it is thrown away with
 * its session for a fresh one. Nothing is transferred or republished; what may be missing is a gap,
 * and the node says so.
 */
final class SubscribedSession {
  private static final Logger log = LoggerFactory.getLogger(SubscribedSession.class);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);
  private static final Duration LIFETIME = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(4);
  private static final int VALUES_PER_MESSAGE = 20_000;
  private static final int MESSAGES_AT_ONCE = 16;

  private final OpcUaClient client;
  private final MonitoredItems items;
  private final PublishLoop published;

  /** Returns when the server has been asked for every signal. */
  SubscribedSession(
      OpcUaClient client, OpcUaSource source, SampleListener listener, Closing closing) {
    this.client = client;
    OpcUaSession session = closing.await(client.getSessionAsync(), Closing.PATIENCE, "the session");
    CreateSubscriptionResponse subscription = subscribe(source.settings(), closing);
    this.items =
        new MonitoredItems(source, listener, closing, client, subscription.getSubscriptionId());
    items.createAll();
    this.published =
        new PublishLoop(
            client,
            session.getAuthenticationToken(),
            subscription.getSubscriptionId(),
            SILENCE.plus(keepAlive(subscription)),
            closing);
  }

  private CreateSubscriptionResponse subscribe(OpcUaSettings settings, Closing closing) {
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
    PublishResponse message;
    do {
      message = published.next();
      if (!PublishLoop.isKeepAlive(message)) {
        messages.add(values(message));
      }
    } while (message.getMoreNotifications() && messages.size() < MESSAGES_AT_ONCE);
    return messages;
  }

  /** Looks after the signals that cannot be read, once the messages were delivered. */
  void delivered(List<List<MonitoredItemNotification>> messages) {
    messages.forEach(message -> message.forEach(items::delivered));
    items.retryRefused();
  }

  private List<MonitoredItemNotification> values(PublishResponse message) {
    List<MonitoredItemNotification> values = new ArrayList<>();
    ExtensionObject[] parts = message.getNotificationMessage().getNotificationData();
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

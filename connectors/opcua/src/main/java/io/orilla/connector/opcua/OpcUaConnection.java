package io.orilla.connector.opcua;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Deadline;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects, subscribes and delivers, and goes on or begins anew after any trouble. */
final class OpcUaConnection implements Connector.Connection {
  private static final Logger log = LoggerFactory.getLogger(OpcUaConnection.class);

  /** Small boxes take some seconds to make a key; what the server does has its own limits. */
  private static final Duration LOGIN = Duration.ofMinutes(2);

  private final OpcUaSource source;
  private final SampleListener listener;
  private final Delivery delivery;
  private final Closing closing = new Closing();
  private final Login login;
  private final PeerLoop loop;

  /** What the next client may carry on. */
  private @Nullable SubscribedSession lost;

  OpcUaConnection(OpcUaSource source, SampleListener listener, InstantSource clock) {
    this.source = source;
    this.listener = listener;
    this.delivery = new Delivery(listener, source.signals(), clock);
    String name = "opcua " + source.settings().endpoint();
    this.login = new Login(source.settings(), name, closing, clock);
    this.loop = PeerLoop.start(name, listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(PeerLoop.Arrival arrival) {
    OpcUaClient client = login.connect(Deadline.in(LOGIN));
    try {
      SubscribedSession session = subscribed(client, arrival);
      lost = session;
      while (true) {
        List<List<MonitoredItemNotification>> messages = session.next();
        listener.heard();
        delivery.deliver(messages);
        session.delivered(messages);
      }
    } finally {
      end(client);
    }
  }

  /** As it was when the last client was lost, or else begun anew. */
  private SubscribedSession subscribed(OpcUaClient client, PeerLoop.Arrival arrival) {
    SubscribedSession last = lost;
    if (last != null) {
      try {
        SubscribedSession session = last.carriedOnBy(client, closing);
        arrival.resumed();
        return session;
      } catch (OrillaException e) {
        log.info("{} is subscribed anew: {}", source.settings().endpoint(), e.text());
        last.giveUp(client);
      }
    }
    SubscribedSession session = SubscribedSession.begun(client, source, listener, closing);
    arrival.run();
    return session;
  }

  /** A session that is closed takes its subscriptions with it. */
  private void end(OpcUaClient client) {
    if (closing.isClosed() || lost == null || !source.settings().mayHandOver()) {
      lost = null;
      login.leave(client);
    } else {
      login.abandon(client);
    }
  }

  @Override
  public void close() {
    loop.close();
    login.close();
  }
}

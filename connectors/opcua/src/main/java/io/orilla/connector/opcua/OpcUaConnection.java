package io.orilla.connector.opcua;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Deadline;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;

/** Connects, subscribes and delivers, and begins anew after any trouble. */
final class OpcUaConnection implements Connector.Connection {
  private static final Duration LOGIN = Duration.ofSeconds(20);

  private final OpcUaSource source;
  private final SampleListener listener;
  private final Delivery delivery;
  private final Closing closing = new Closing();
  private final Login login;
  private final PeerLoop loop;

  OpcUaConnection(OpcUaSource source, SampleListener listener, InstantSource clock) {
    this.source = source;
    this.listener = listener;
    this.delivery = new Delivery(listener, source.signals(), clock);
    String name = "opcua " + source.settings().endpoint();
    this.login = new Login(source.settings(), name, closing, clock);
    this.loop = PeerLoop.start(name, listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    OpcUaClient client = login.connect(Deadline.in(LOGIN));
    try {
      SubscribedSession session = new SubscribedSession(client, source, listener, closing);
      connected.run();
      while (true) {
        List<List<MonitoredItemNotification>> messages = session.next();
        listener.heard();
        delivery.deliver(messages);
        session.delivered(messages);
      }
    } finally {
      login.leave(client);
    }
  }

  @Override
  public void close() {
    loop.close();
    login.close();
  }
}

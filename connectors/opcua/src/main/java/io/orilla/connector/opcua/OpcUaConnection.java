package io.orilla.connector.opcua;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;

/** Connects, subscribes and delivers, and begins anew after any trouble. */
final class OpcUaConnection implements Connector.Connection {
  private final OpcUaSource source;
  private final SampleListener listener;
  private final Delivery delivery;
  private final Closing closing = new Closing();
  private final MiloThreads threads;
  private final PeerLoop loop;
  private volatile CompletableFuture<Void> leaving = CompletableFuture.completedFuture(null);

  OpcUaConnection(OpcUaSource source, SampleListener listener, InstantSource clock) {
    this.source = source;
    this.listener = listener;
    this.delivery = new Delivery(listener, source.signals(), clock);
    String name = "opcua " + source.settings().endpoint();
    this.threads = new MiloThreads(name);
    this.loop = PeerLoop.start(name, listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    OpcUaClient client = new Endpoints(source.settings(), threads, closing).client();
    try {
      closing.await(
          client.connectAsync(), Closing.PATIENCE, "connecting " + source.settings().endpoint());
      SubscribedSession session = new SubscribedSession(client, source, listener, closing);
      connected.run();
      while (true) {
        List<List<MonitoredItemNotification>> messages = session.next();
        listener.heard();
        delivery.deliver(messages);
      }
    } finally {
      leaving = CompletableFuture.allOf(leaving, Farewell.to(client));
    }
  }

  @Override
  public void close() {
    loop.close();
    leaving.join();
    threads.close();
  }
}

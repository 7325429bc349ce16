package io.orilla.connector.opcua;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.eclipse.milo.opcua.stack.core.util.Unit;

/** Connects, subscribes and delivers, and begins anew after any trouble. */
final class OpcUaConnection implements Connector.Connection {
  private static final long LEAVE_MILLIS = 500;

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
      leave(client);
    }
  }

  /** Ends the client without waiting for a peer that may be gone: a session left there expires. */
  private void leave(OpcUaClient client) {
    CompletableFuture<Void> left =
        client
            .disconnectAsync()
            .thenApply(disconnected -> Unit.VALUE)
            .orTimeout(LEAVE_MILLIS, TimeUnit.MILLISECONDS)
            .exceptionallyCompose(failure -> client.getTransport().disconnect())
            .orTimeout(2 * LEAVE_MILLIS, TimeUnit.MILLISECONDS)
            .handle((done, failure) -> null);
    leaving = CompletableFuture.allOf(leaving, left);
  }

  @Override
  public void close() {
    loop.close();
    leaving.join();
    threads.close();
  }
}

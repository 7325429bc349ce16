package io.orilla.connector.opcua;

import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.error.OrillaException;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.eclipse.milo.opcua.stack.core.util.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that connects, subscribes and delivers, and begins anew after any trouble. */
final class OpcUaConnection implements Connector.Connection {
  private static final Logger LOG = LoggerFactory.getLogger(OpcUaConnection.class);

  private static final long LEAVE_MILLIS = 500;

  private final OpcUaSource source;
  private final SampleListener listener;
  private final Delivery delivery;
  private final Closing closing = new Closing();
  private final Backoff backoff = new Backoff(new Random());
  private final MiloThreads threads;
  private final Thread reader;
  private volatile CompletableFuture<Void> leaving = CompletableFuture.completedFuture(null);
  private boolean toldDisconnected;

  private OpcUaConnection(OpcUaSource source, SampleListener listener, InstantSource clock) {
    this.source = source;
    this.listener = listener;
    this.delivery = new Delivery(listener, source.signals(), clock);
    String name = "opcua " + source.settings().endpoint();
    this.threads = new MiloThreads(name);
    this.reader = Thread.ofPlatform().daemon().name(name).unstarted(this::read);
  }

  static OpcUaConnection open(OpcUaSource source, SampleListener listener, InstantSource clock) {
    OpcUaConnection connection = new OpcUaConnection(source, listener, clock);
    connection.reader.start();
    return connection;
  }

  private void read() {
    while (!closing.isClosed()) {
      try {
        readUntilTrouble();
      } catch (CancellationException e) {
        return;
      } catch (OrillaException e) {
        disconnected(e.text());
      } catch (RuntimeException e) {
        LOG.error("reading {} failed", source.settings().endpoint(), e);
        disconnected(e.toString());
      }
      closing.pause(backoff.next());
    }
  }

  private void readUntilTrouble() {
    OpcUaClient client = new Endpoints(source.settings(), threads, closing).client();
    try {
      closing.await(
          client.connectAsync(), Closing.PATIENCE, "connecting " + source.settings().endpoint());
      SubscribedSession session = new SubscribedSession(client, source, listener, closing);
      connected();
      while (true) {
        List<List<MonitoredItemNotification>> messages = session.next();
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

  private void connected() {
    LOG.info("reading {} signals of {}", source.signals().size(), source.settings().endpoint());
    backoff.reset();
    toldDisconnected = false;
    listener.connected();
  }

  private void disconnected(String reason) {
    LOG.info("{} cannot be read: {}", source.settings().endpoint(), reason);
    if (!toldDisconnected && !closing.isClosed()) {
      toldDisconnected = true;
      listener.disconnected(reason);
    }
  }

  @Override
  public void close() {
    closing.close();
    join();
    leaving.join();
    threads.close();
  }

  private void join() {
    if (Thread.currentThread() == reader) {
      return;
    }
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

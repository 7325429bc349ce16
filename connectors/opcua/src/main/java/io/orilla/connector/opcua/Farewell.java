package io.orilla.connector.opcua;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.util.Unit;

/** Ends clients without waiting for a peer that may be gone: a session left there expires. */
final class Farewell {
  private static final long LEAVE_MILLIS = 500;

  private Farewell() {}

  /** Completes when nothing of the client works any more, and never with a failure. */
  static CompletableFuture<Void> to(OpcUaClient client) {
    return client
        .disconnectAsync()
        .thenApply(disconnected -> Unit.VALUE)
        .orTimeout(LEAVE_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure -> client.getTransport().disconnect())
        .orTimeout(2 * LEAVE_MILLIS, TimeUnit.MILLISECONDS)
        .handle((done, failure) -> null);
  }

  /** The same, but without a word to the server: it keeps the session until that expires. */
  static CompletableFuture<Void> leavingTheSession(OpcUaClient client) {
    return client
        .getTransport()
        .disconnect()
        .orTimeout(LEAVE_MILLIS, TimeUnit.MILLISECONDS)
        .handle((done, failure) -> null)
        .thenCompose(done -> to(client));
  }
}

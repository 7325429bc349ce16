package io.orilla.connector.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client of one version of the protocol. */
interface Wire {
  CompletableFuture<?> connect();

  /** Completes with those that the broker refuses. */
  CompletableFuture<List<String>> subscribe(List<String> filters, int qos);

  /** Completes with why the broker does not take it; nothing when it does. */
  CompletableFuture<Optional<String>> publish(Publication publication);

  CompletableFuture<Void> disconnect();
}

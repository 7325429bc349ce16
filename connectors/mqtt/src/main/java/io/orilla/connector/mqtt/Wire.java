package io.orilla.connector.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client of one version of the protocol. */
interface Wire {
  CompletableFuture<?> connect();

  /** Whether that is why it cannot connect: the broker does not let this user in. */
  boolean refusesUser(Throwable failure);

  /** Completes with those that the broker refuses. */
  CompletableFuture<List<String>> subscribe(List<String> filters, int qos);

  /** Completes with why the broker does not take it; nothing when it does. */
  CompletableFuture<Optional<String>> publish(Publication publication);

  CompletableFuture<Void> disconnect();
}

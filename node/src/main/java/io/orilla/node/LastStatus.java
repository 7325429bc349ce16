package io.orilla.node;

import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.Documents;
import io.orilla.node.local.NodeStatus;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the agent's latest status in its home, for whoever comes when it does not run. */
final class LastStatus implements AutoCloseable {
  static final String NAME = "status.json";
  private static final Logger log = LoggerFactory.getLogger(LastStatus.class);

  /** Seldom, as flash wears. */
  private static final long EVERY_MINUTES = 5;

  private final Documents documents;
  private final Supplier<NodeStatus> status;
  private final CountDownLatch ended = new CountDownLatch(1);

  LastStatus(Documents documents, Supplier<NodeStatus> status) {
    this.documents = documents;
    this.status = status;
  }

  void start() {
    Thread.ofVirtual().name("last-status").start(this::run);
  }

  private void run() {
    try {
      do {
        write();
      } while (!ended.await(EVERY_MINUTES, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The status is asked for outside the lock: it takes the node's, which holds it at its end. */
  private void write() {
    try {
      keep(status.get());
    } catch (OrillaException e) {
      log.debug("The status is not kept: {}", e.text());
    }
  }

  private synchronized void keep(NodeStatus latest) {
    documents.write(NAME, latest);
  }

  @Override
  public void close() {
    ended.countDown();
    write();
  }
}

package io.orilla.server.desired;

import io.orilla.server.document.Documents;
import io.orilla.server.node.EnrolledNode;
import io.orilla.server.node.Nodes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the nodes' states in step with the documents. It holds nothing of its own: a sweep looks at
 * everything and changes what differs, so it can be stopped anywhere and started again.
 */
public final class DesiredController implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DesiredController.class);
  private static final Duration SWEEP_AT_LEAST = Duration.ofSeconds(30);

  private final Documents documents;
  private final Nodes nodes;
  private final DesiredStates states;
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;

  public DesiredController(Documents documents, Nodes nodes, DesiredStates states) {
    this.documents = documents;
    this.nodes = nodes;
    this.states = states;
    this.thread = Thread.ofVirtual().name("desired-states").unstarted(this::run);
    documents.watch(changes::release);
    nodes.watch(node -> changes.release());
  }

  /** Sweeps once, so that nodes find their states, then follows changes. */
  public void start() {
    sweep();
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        boolean changed = changes.tryAcquire(SWEEP_AT_LEAST.toMillis(), TimeUnit.MILLISECONDS);
        changes.drainPermits();
        log.trace("sweep, {}", changed ? "as something changed" : "as it is time");
        sweep();
      }
    } catch (InterruptedException e) {
      log.debug("desired states are no longer followed");
    }
  }

  private void sweep() {
    for (EnrolledNode node : nodes.all()) {
      try {
        states.update(node.name(), documents.current());
      } catch (RuntimeException e) {
        log.error("cannot compute the desired state of {}; trying again soon", node.name(), e);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}

package io.orilla.node.state;

import io.orilla.model.desired.SignedState;
import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.Documents;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes desired states that were brought by hand, from a file that whoever may write to the home
 * puts there. Format: {@code docs/format/site-bundle.md}.
 */
public final class StateInbox implements AutoCloseable {
  public static final String NAME = "inbox/desired.json";
  private static final Logger log = LoggerFactory.getLogger(StateInbox.class);
  private static final int EVERY_SECONDS = 2;

  private final Documents documents;
  private final StateKeeper keeper;
  private final CountDownLatch ended = new CountDownLatch(1);
  private String complaint = "";

  public StateInbox(Documents documents, StateKeeper keeper) {
    this.documents = documents;
    this.keeper = keeper;
  }

  public void start() {
    Thread.ofVirtual().name("state-inbox").start(this::run);
  }

  private void run() {
    try {
      do {
        look();
      } while (!ended.await(EVERY_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Optional<SignedState> brought = documents.read(NAME, SignedState.class);
      brought.ifPresent(keeper::accept);
      if (brought.isPresent()) {
        documents.delete(NAME);
      }
    } catch (OrillaException e) {
      complain(e.text());
    }
  }

  /** Once: what is wrong with a file stays so until somebody brings another. */
  private void complain(String reason) {
    if (!reason.equals(complaint)) {
      log.warn("The state that was brought is not taken: {}", reason);
      complaint = reason;
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }
}

package io.orilla.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a part of the server. */
final class Closing {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** Closes, and goes on when that fails: other parts wait to be closed, and restarts mend it. */
  static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("{} did not close", part.getClass().getSimpleName(), e);
    }
  }
}

package io.orilla.node.disk;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small document that the node would rather do without than stop for; kept in two copies. The log
 * says when it is lost, or not up to date on the disk. Thread-safe.
 */
public final class Note<T> {
  private static final Logger log = LoggerFactory.getLogger(Note.class);

  private final KeptDocument<T> document;
  private final String says;
  private volatile boolean isUpToDate = true;

  /**
   * @param says what it says, for the log: {@code how the last runs ended}
   */
  Note(KeptDocument<T> document, String says) {
    this.document = document;
    this.says = says;
  }

  public Optional<T> read() {
    try {
      Optional<T> content = document.read();
      if (content.isEmpty() && document.isThere()) {
        log.warn("It is lost {}: both copies are damaged", says);
      }
      return content;
    } catch (IOException e) {
      log.warn("It is not known {}: {}", says, e.toString());
      return Optional.empty();
    }
  }

  /** Makes it durable; false when the disk takes nothing, and the next that it takes says all. */
  public boolean write(T content) {
    try {
      document.write(content);
      isUpToDate = true;
      return true;
    } catch (IOException e) {
      if (isUpToDate) {
        log.warn("It would not survive a restart {}: {}", says, e.toString());
      }
      isUpToDate = false;
      return false;
    }
  }

  /**
   * Makes it durable.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE when the disk does not let it
   */
  public void writeOrFail(T content) {
    try {
      document.write(content);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot note " + says + ": " + e.getMessage() + "; check the node's disk",
          e);
    }
  }
}

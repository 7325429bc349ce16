package io.orilla.node.disk;

import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.util.Optional;

/** Small JSON documents that the node keeps; each is there whole, the old or the new one. */
public final class Documents {
  private final Disk disk;

  public Documents(Disk disk) {
    this.disk = disk;
  }

  /**
   * Reads a document, if it is there.
   *
   * @throws OrillaException INVALID_FORMAT when it is damaged
   */
  public <T> Optional<T> read(String name, Class<T> type) {
    try {
      return disk.read(name).map(bytes -> Json.read(bytes, type));
    } catch (IOException e) {
      throw failed("read", name, e);
    }
  }

  /**
   * A document whose damage must cost no more than its newest version.
   *
   * @param name without {@code .json}
   */
  public <T> KeptDocument<T> kept(String name, Class<T> type) {
    return new KeptDocument<>(disk, name, type);
  }

  /**
   * @param name without {@code .json}
   * @param says what it says, for the log: {@code how the last runs ended}
   */
  public <T> Note<T> note(String name, Class<T> type, String says) {
    return new Note<>(kept(name, type), says);
  }

  /** Puts a document in place; it is durable when this returns. */
  public void write(String name, Object document) {
    try {
      disk.replace(name, Json.bytes(document));
    } catch (IOException e) {
      throw failed("write", name, e);
    }
  }

  public void delete(String name) {
    try {
      disk.delete(name);
    } catch (IOException e) {
      throw failed("remove", name, e);
    }
  }

  private static OrillaException failed(String verb, String name, IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "cannot " + verb + " " + name + ": " + e.getMessage() + "; check the node's disk",
        e);
  }
}

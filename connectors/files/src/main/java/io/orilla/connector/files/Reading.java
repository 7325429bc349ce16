package io.orilla.connector.files;

import java.io.IOException;

/** Files of a source being read, from the place on that was told last. */
interface Reading extends AutoCloseable {
  /**
   * Hands on the next lines.
   *
   * @return whether there was anything to do; else there may be after a while
   */
  boolean step() throws IOException;

  @Override
  void close() throws IOException;
}

package io.orilla.server.store;

import java.nio.file.Path;

/** What a server keeps, by its place in the home. */
public record ServerHome(Path path) {
  public ServerHome {
    path = path.toAbsolutePath().normalize();
  }

  public Path database() {
    return path.resolve("orilla.db");
  }

  /** Of the lake's tables. */
  public Path catalog() {
    return path.resolve("catalog.sqlite");
  }

  /** The lake's files. */
  public Path warehouse() {
    return path.resolve("warehouse");
  }

  public Path inbox() {
    return path.resolve("inbox");
  }

  /** Where batches go that cannot be decoded. */
  public Path quarantine() {
    return path.resolve("quarantine");
  }

  public Path blobs() {
    return path.resolve("blobs");
  }

  public Path authority() {
    return path.resolve("authority");
  }

  public Path tasks() {
    return path.resolve("tasks");
  }

  /** What nodes answered to commands. */
  public Path outputs() {
    return path.resolve("outputs");
  }
}

package io.orilla.server.backup;

import java.nio.file.Path;

/** The parts of a server's home that a backup holds, under the same names. */
record HomeFolders(Path path) {
  Path database() {
    return path.resolve("orilla.db");
  }

  Path catalog() {
    return path.resolve("catalog.sqlite");
  }

  Path warehouse() {
    return path.resolve("warehouse");
  }

  Path inbox() {
    return path.resolve("inbox");
  }

  Path blobs() {
    return path.resolve("blobs");
  }

  Path authority() {
    return path.resolve("authority");
  }

  Path quarantine() {
    return path.resolve("quarantine");
  }
}

package io.orilla.lake.inbox;

import io.orilla.model.content.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What is known of the lanes when the segments that told it are gone.
 *
 * @param version of the format
 * @param offset of the last entry that is counted in
 */
record PositionsFile(int version, long offset, List<LanePosition> lanes) {
  private static final String NAME = "positions.json";
  private static final PositionsFile NONE = new PositionsFile(1, 0, List.of());

  PositionsFile {
    lanes = List.copyOf(lanes);
  }

  static PositionsFile load(Path folder) throws IOException {
    Files.deleteIfExists(partial(folder));
    Path file = folder.resolve(NAME);
    return Files.exists(file) ? Json.read(Files.readAllBytes(file), PositionsFile.class) : NONE;
  }

  void save(Path folder) throws IOException {
    Path partial = partial(folder);
    try (FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer content = ByteBuffer.wrap(Json.bytes(this));
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Files.move(partial, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder)) {
      directory.force(true);
    }
  }

  private static Path partial(Path folder) {
    return folder.resolve(NAME + ".partial");
  }
}

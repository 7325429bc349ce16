package io.orilla.lake.inbox;

import io.orilla.lake.disk.Durable;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path file = folder.resolve(NAME);
    Durable.removePartial(file);
    return Files.exists(file) ? Json.read(Files.readAllBytes(file), PositionsFile.class) : NONE;
  }

  void save(Path folder) throws IOException {
    Durable.write(folder.resolve(NAME), Json.bytes(this));
  }
}

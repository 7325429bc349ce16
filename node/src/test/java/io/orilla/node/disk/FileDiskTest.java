package io.orilla.node.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileDiskTest extends DiskContract {
  @TempDir Path folder;

  @Override
  Disk disk() throws IOException {
    return new FileDisk(folder);
  }

  @Test
  void whatAnInterruptedReplacementLeftIsRemovedAtTheStart() throws IOException {
    Files.createDirectories(folder.resolve("lane"));
    Path left = Files.write(folder.resolve("lane/.partial-1"), new byte[8]);
    disk();
    assertThat(left).doesNotExist();
  }
}

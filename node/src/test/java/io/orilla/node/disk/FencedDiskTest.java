package io.orilla.node.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.node.disk.Disk.DiskFile;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class FencedDiskTest extends DiskContract {
  private final MemoryDisk under = new MemoryDisk();

  @Override
  Disk disk() {
    return new FencedDisk(under);
  }

  @Test
  void onceItIsClosedNothingIsWrittenAlsoNotToFilesThatAreOpen() throws IOException {
    FencedDisk disk = new FencedDisk(under);
    try (DiskFile file = disk.create("events/1.seg")) {
      file.append(new byte[10], 10);
      disk.close();
      List<ThrowingCallable> changes =
          List.of(
              () -> file.append(new byte[10], 10),
              () -> file.truncate(5),
              file::sync,
              () -> disk.create("events/2.seg"),
              () -> disk.open("events/1.seg"),
              () -> disk.replace("events/1.seg", new byte[1]),
              () -> disk.rename("events/1.seg", "events/3.seg"),
              () -> disk.delete("events/1.seg"));
      assertThat(changes)
          .allSatisfy(
              change ->
                  assertThatThrownBy(change)
                      .isInstanceOf(IOException.class)
                      .hasMessageContaining("nothing is written any more"));
    }
    assertThat(disk.list("events")).containsExactly("1.seg");
    assertThat(disk.read("events/1.seg")).hasValueSatisfying(left -> assertThat(left).hasSize(10));
  }
}

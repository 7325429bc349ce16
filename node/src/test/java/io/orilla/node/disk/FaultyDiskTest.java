package io.orilla.node.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.node.disk.Disk.DiskFile;
import io.orilla.node.disk.FaultyDisk.Operation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As any disk while it is sound; then each of its faults, over a folder of the file system. */
final class FaultyDiskTest extends DiskContract {
  @TempDir Path folder;

  @Override
  FaultyDisk disk() throws IOException {
    return new FaultyDisk(new FileDisk(folder), 1);
  }

  private static void append(Disk disk, String name, String text) throws IOException {
    try (DiskFile file = disk.create(name)) {
      file.append(text.getBytes(UTF_8), text.length());
    }
  }

  private static String text(Disk disk, String name) throws IOException {
    return new String(disk.read(name).orElseThrow(), UTF_8);
  }

  @Test
  void aKillLeavesWhatWasWrittenAndAPowerCutWhatWasSynced() throws IOException {
    FaultyDisk disk = disk();
    DiskFile file = disk.create("a");
    file.append("synced".getBytes(UTF_8), 6);
    file.sync();
    file.append("written".getBytes(UTF_8), 7);
    FaultyDisk killed = disk.afterKill();
    assertThat(text(killed, "a")).isEqualTo("syncedwritten");
    assertThatThrownBy(() -> file.append(new byte[1], 1)).hasMessage("the machine is off");
    assertThat(text(killed.afterPowerCut(), "a")).startsWith("synced").hasSizeLessThan(14);
  }

  /** PostgreSQL's fsync surprise of 2018: the pages are gone, and the next sync says nothing. */
  @Test
  void whatASyncFailedToSyncIsLostAlsoWhenTheNextOneSucceeds() throws IOException {
    boolean lost = false;
    for (int seed = 0; seed < 20 && !lost; seed++) {
      FaultyDisk disk = new FaultyDisk(new MemoryDisk(), seed);
      DiskFile file = disk.create("a");
      file.append("written".getBytes(UTF_8), 7);
      disk.fail(Operation.SYNC);
      assertThatThrownBy(file::sync).hasMessage("input/output error");
      disk.mend();
      file.sync();
      lost = !text(disk.afterPowerCut(), "a").equals("written");
    }
    assertThat(lost).isTrue();
  }

  @Test
  void aFullDiskTakesAPartAndIsFreedByDeleting() throws IOException {
    FaultyDisk disk = disk();
    disk.replace("old", new byte[5]);
    disk.fillUpAfter(3);
    assertThatThrownBy(() -> append(disk, "a", "four")).isInstanceOf(DiskFullException.class);
    assertThat(text(disk, "a")).isEqualTo("fou");
    assertThatThrownBy(() -> disk.replace("b", new byte[1])).isInstanceOf(DiskFullException.class);
    disk.delete("old");
    disk.replace("b", new byte[5]);
    assertThat(disk.read("b")).isPresent();
  }

  @Test
  void aReadOnlyDiskIsReadUntilItIsMended() throws IOException {
    FaultyDisk disk = disk();
    append(disk, "a", "there");
    disk.turnReadOnly();
    assertThatThrownBy(() -> append(disk, "b", "new")).hasMessage("read-only file system");
    assertThatThrownBy(() -> disk.delete("a")).hasMessage("read-only file system");
    assertThat(text(disk, "a")).isEqualTo("there");
    disk.mend();
    disk.delete("a");
    assertThat(disk.read("a")).isEmpty();
  }

  @Test
  void damageIsOneOtherByte() throws IOException {
    FaultyDisk disk = disk();
    append(disk, "a", "there");
    disk.damage("a", 2);
    assertThat(text(disk, "a")).startsWith("th").endsWith("re").isNotEqualTo("there").hasSize(5);
  }

  @Test
  void theLastOperationBeforeItGoesOffIsDoneInPart() throws IOException {
    FaultyDisk disk = disk();
    disk.goOffAfter(2);
    assertThatThrownBy(() -> append(disk, "a", "text")).hasMessage("the machine went off");
    assertThat("text").startsWith(text(disk.afterKill(), "a"));
  }
}

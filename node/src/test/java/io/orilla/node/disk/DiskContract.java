package io.orilla.node.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.node.disk.Disk.DiskFile;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What every disk does. */
abstract class DiskContract {
  abstract Disk disk() throws IOException;

  @Test
  void aFileIsReadWhileItGrows() throws IOException {
    Disk disk = disk();
    try (DiskFile file = disk.create("lane/1.seg");
        ReadableFile reader = disk.openToRead("lane/1.seg")) {
      append(file, "one");
      assertThat(text(reader, 0)).isEqualTo("one");
      append(file, "two");
      assertThat(text(reader, 3)).isEqualTo("two");
      assertThat(text(reader, 6)).isEmpty();
    }
  }

  @Test
  void anOpenedFileGoesOnAtItsEndAndACutOneAtTheCut() throws IOException {
    Disk disk = disk();
    try (DiskFile file = disk.create("lane/1.seg")) {
      append(file, "one");
    }
    try (DiskFile file = disk.open("lane/1.seg")) {
      append(file, "two");
      file.truncate(2);
      append(file, "!");
      file.sync();
      assertThat(file.size()).isEqualTo(3);
      assertThat(text(file, 0)).isEqualTo("on!");
    }
  }

  @Test
  void aCreatedFileIsEmptyAlsoWhenThereWasOne() throws IOException {
    Disk disk = disk();
    disk.replace("lane/1.seg", "old".getBytes(UTF_8));
    try (DiskFile file = disk.create("lane/1.seg")) {
      assertThat(file.size()).isZero();
    }
  }

  @Test
  void whatIsNotThereIsNotOpened() throws IOException {
    Disk disk = disk();
    assertThat(disk.read("none.json")).isEmpty();
    assertThat(disk.list("none")).isEmpty();
    assertThatThrownBy(() -> disk.open("none.seg")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.openToRead("none.seg")).isInstanceOf(NoSuchFileException.class);
    disk.delete("none.json");
  }

  @Test
  void filesAreListedInOrderAndDeleted() throws IOException {
    Disk disk = disk();
    disk.replace("lane/2.seg", new byte[0]);
    disk.replace("lane/1.seg", new byte[0]);
    disk.replace("lane/1.seg", new byte[1]);
    assertThat(disk.list("lane")).containsExactly("1.seg", "2.seg");
    assertThat(disk.read("lane/1.seg")).hasValueSatisfying(bytes -> assertThat(bytes).hasSize(1));
    disk.delete("lane/1.seg");
    assertThat(disk.list("lane")).containsExactly("2.seg");
  }

  @Test
  void aRenamedFileTakesTheOthersPlace() throws IOException {
    Disk disk = disk();
    disk.replace("lane/1.seg", "one".getBytes(UTF_8));
    disk.replace("lane/2.seg", "two".getBytes(UTF_8));
    disk.rename("lane/1.seg", "lane/2.seg");
    assertThat(disk.list("lane")).containsExactly("2.seg");
    assertThat(disk.read("lane/2.seg")).contains("one".getBytes(UTF_8));
    assertThatThrownBy(() -> disk.rename("lane/1.seg", "lane/3.seg"))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static void append(DiskFile file, String text) throws IOException {
    byte[] bytes = (text + "···").getBytes(UTF_8);
    file.append(bytes, text.length());
  }

  private static String text(ReadableFile file, long position) throws IOException {
    byte[] bytes = new byte[16];
    return new String(bytes, 0, file.read(position, bytes, 0, bytes.length), UTF_8);
  }
}

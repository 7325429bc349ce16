package io.orilla.worker;

import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TaskDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A task's own folder: the order is read from it, everything that is made stays in it. */
record TaskFolder(Path path) {
  private static final String PARTIAL = ".partial-" + ResultDocument.FILE;

  /**
   * @throws OrillaException DOES_NOT_EXIST without a task document, INVALID_FORMAT when it is none
   */
  TaskDocument task() {
    Path file = path.resolve(TaskDocument.FILE);
    try {
      return Json.read(Files.readAllBytes(file), TaskDocument.class);
    } catch (NoSuchFileException e) {
      throw OrillaException.notFound(
          "there is no " + file + ": give the folder of a task, as the server makes it");
    } catch (IOException e) {
      throw new OrillaException(ErrorCode.STORAGE_UNAVAILABLE, "cannot read " + file + ": " + e, e);
    }
  }

  /** What an attempt before left behind must not pass for the answer of this one. */
  void removeOldResult() throws IOException {
    Files.deleteIfExists(path.resolve(ResultDocument.FILE));
    Files.deleteIfExists(path.resolve(PARTIAL));
  }

  /** Durable, and there whole or not at all; after everything that it names. */
  void write(ResultDocument result) throws IOException {
    Path partial = path.resolve(PARTIAL);
    try (FileChannel file =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer content = ByteBuffer.wrap(Json.bytes(result));
      while (content.hasRemaining()) {
        file.write(content);
      }
      file.force(true);
    }
    Files.move(
        partial,
        path.resolve(ResultDocument.FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    sync(path);
  }

  /** Makes a file, or the entries of a folder, last through a power cut. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

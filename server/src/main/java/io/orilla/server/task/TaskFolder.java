package io.orilla.server.task;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TableOutput;
import io.orilla.model.task.TaskDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server and one worker share: task document, result document, and the files made. */
record TaskFolder(Path path) {
  private static final Logger log = LoggerFactory.getLogger(TaskFolder.class);

  static TaskFolder of(Path tasks, Task task) {
    return new TaskFolder(tasks.resolve(task.id() + "." + task.attempt()));
  }

  /** Makes it, empty but for the order. */
  void prepare(TaskDocument document) {
    delete();
    try {
      Files.createDirectories(temporary());
      Files.write(path.resolve(TaskDocument.FILE), Json.bytes(document));
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot make the task's folder " + path + ": " + e, e);
    }
  }

  Path temporary() {
    return path.resolve("tmp");
  }

  /** The answer; nothing while there is none. */
  Optional<ResultDocument> result() {
    Path file = path.resolve(ResultDocument.FILE);
    try {
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readAllBytes(file), ResultDocument.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BlobStore bundles() {
    return new BlobStore(path.resolve("bundles"));
  }

  /**
   * @throws OrillaException NOT_ALLOWED when the file lies outside of the folder
   */
  Path file(TableOutput output) {
    Path file = path.resolve(output.file()).normalize();
    if (!file.startsWith(path)) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED,
          "the worker named " + output.file() + ", which is outside of its folder " + path);
    }
    return file;
  }

  void delete() {
    delete(path);
  }

  /** Removes what tasks of an earlier process left; logs stay. */
  static void deleteAll(Path tasks) {
    try {
      Files.createDirectories(tasks);
      try (Stream<Path> left = Files.list(tasks)) {
        left.filter(Files::isDirectory).forEach(TaskFolder::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A worker that is being ended may still write: what cannot be removed is left, not fatal. */
  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("{} stays until the next start: {}", folder, e.toString());
    }
  }
}

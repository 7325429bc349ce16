package io.orilla.demo.bench.fault.scene;

import io.orilla.demo.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies and removes whole folders. */
public final class Folders {
  private Folders() {}

  public static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      List<Path> topFirst = files.toList();
      for (Path file : topFirst) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void remove(Path folder) {
    Site.remove(folder);
  }
}

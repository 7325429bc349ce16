package io.orilla.demo.bench.node;

import io.orilla.demo.bench.Figure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The disk that a node takes: its jars, the native runtime of this platform, its home. */
final class DiskUse {
  private static final String ARCHIVE = "agent.aot";

  private final Beside beside;

  DiskUse(Beside beside) {
    this.beside = beside;
  }

  Figure figure() {
    double jars = megabytes(jars());
    double natives = megabytes(natives());
    double home = megabytes(Stream.of(beside.site().home().resolve(beside.node().name())));
    return Figure.atMost(
        150,
        "disk_mb",
        jars + natives + home,
        jars + natives,
        "jars, native runtime and home, without Java and its archive | without the home");
  }

  private Stream<Path> jars() {
    String listed = Optional.ofNullable(System.getenv("ORILLA_NODE_CLASSPATH")).orElse(ownJars());
    return Stream.of(listed.split(File.pathSeparator)).map(Path::of);
  }

  /** Without a distribution: all that this program has. */
  private static String ownJars() {
    return System.getProperty("java.class.path");
  }

  private static Stream<Path> natives() {
    return Optional.ofNullable(System.getProperty("onnxruntime.native.path"))
        .map(Path::of)
        .stream();
  }

  private static double megabytes(Stream<Path> places) {
    return places.mapToLong(DiskUse::bytes).sum() / 1e6;
  }

  private static long bytes(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(ARCHIVE))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

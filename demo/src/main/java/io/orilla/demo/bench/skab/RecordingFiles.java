package io.orilla.demo.bench.skab;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the recordings to run on. */
final class RecordingFiles {
  static final String DEFAULT = "skab/valve1/*.csv";

  /**
   * Tried in turn where the default matches nothing: from the benchmark's own folder and inside.
   */
  private static final List<String> NEARER = List.of("valve1/*.csv", "*.csv");

  private static final Comparator<Path> SHORT_NAMES_FIRST =
      Comparator.comparing((Path file) -> String.valueOf(file.getParent()))
          .thenComparingInt(file -> file.toString().length())
          .thenComparing(Comparator.naturalOrder());

  private RecordingFiles() {}

  /**
   * The files below a folder that a glob matches, in the order of their numbers.
   *
   * @throws OrillaException DOES_NOT_EXIST when there is no such folder or file
   */
  static List<Path> find(Path folder, String glob) {
    if (!Files.isDirectory(folder)) {
      throw OrillaException.notFound(
          "there is no folder " + folder + ": give the data folder with --data");
    }
    List<String> globs = new ArrayList<>(List.of(glob));
    globs.addAll(glob.equals(DEFAULT) ? NEARER : List.of());
    List<Path> found =
        globs.stream()
            .map(tried -> matching(folder, tried))
            .filter(files -> !files.isEmpty())
            .findFirst()
            .orElse(List.of());
    if (found.isEmpty()) {
      throw OrillaException.notFound(
          "no file below "
              + folder.toAbsolutePath().normalize()
              + " matches '"
              + glob
              + "': give a glob from there with --files, as '"
              + DEFAULT
              + "'");
    }
    return found;
  }

  private static List<Path> matching(Path folder, String glob) {
    PathMatcher matcher = matcher(glob);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file ->
                  matcher.matches(folder.relativize(file))
                      || matcher.matches(file.toAbsolutePath().normalize()))
          .sorted(SHORT_NAMES_FIRST)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw new OrillaException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + glob + "' is no glob (" + e.getDescription() + "): write one as " + DEFAULT,
          e);
    }
  }
}

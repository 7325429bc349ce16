package io.orilla.connector.files;

import io.orilla.connector.peer.NodeFolders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file by its name, which is another one after each time that it is moved away. Those lie beside
 * it and are called by its name with digits behind its stem or the whole: {@code values.csv.1},
 * {@code values-20260301.csv}.
 */
final class NamedFile {
  private final String name;
  private final Pattern moved;

  NamedFile(String name) {
    this.name = name;
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.') > 0 ? last.lastIndexOf('.') : last.length();
    this.moved =
        Pattern.compile(
            "%s[._-]?[0-9][0-9TZ._-]*|%s[._-]?[0-9][0-9TZ._-]*%s"
                .formatted(
                    Pattern.quote(last),
                    Pattern.quote(last.substring(0, dot)),
                    Pattern.quote(last.substring(dot))));
  }

  /** The file that has the name now. */
  Path now() {
    return NodeFolders.resolve("settings.path", name);
  }

  /** Those that had it. */
  List<Path> moved() throws IOException {
    Path now = now();
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> beside =
        Files.newDirectoryStream(
            now.resolveSibling(""),
            path -> moved.matcher(path.getFileName().toString()).matches())) {
      for (Path path : beside) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && !path.equals(now)) {
          found.add(path);
        }
      }
    }
    return found;
  }
}

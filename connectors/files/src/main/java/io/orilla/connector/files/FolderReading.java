package io.orilla.connector.files;

import io.orilla.connector.files.LineFile.End;
import io.orilla.connector.files.LineFile.Line;
import io.orilla.connector.files.LineFile.Mark;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.NodeFolders;
import io.orilla.model.content.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files that come into a folder and are read once, the oldest first. A file is whole when nothing
 * of it changed for a while; what is added to it later is not read. A name that went and came again
 * is a new file.
 */
final class FolderReading implements Reading {
  private static final int MOST_FILES = 10_000;
  private static final int DIGITS_FROM = 7;
  private static final int DIGITS_TO = DIGITS_FROM + 16;

  private final String folder;
  private final String pattern;
  private final long settleNanos;
  private final Intake intake;
  private final Map<String, Seen> seen = new HashMap<>();
  private final Set<String> done = new LinkedHashSet<>();
  private @Nullable LineFile file;

  /**
   * How far the files were read.
   *
   * @param file the name of the one that is being read; empty for none
   * @param done digests of the names of those that were read
   */
  record Folder(String file, Mark mark, List<String> done) {}

  /** A file as it was since then. */
  private record Seen(long size, FileTime modified, long since) {}

  FolderReading(String path, Duration settle, Intake intake) throws IOException {
    int slash = path.lastIndexOf('/');
    this.folder = path.substring(0, Math.max(0, slash));
    this.pattern = path.substring(slash + 1);
    this.settleNanos = settle.toNanos();
    this.intake = intake;
    Optional<Folder> place = intake.place(Folder.class);
    if (place.isPresent()) {
      goOn(place.get());
    } else if (intake.wasRead()) {
      intake.tellGap(); // its place is one of other settings
    }
    deliver(List.of());
  }

  private void goOn(Folder place) throws IOException {
    done.addAll(place.done());
    if (place.file().isEmpty()) {
      return;
    }
    Path path = folder().resolve(place.file());
    if (Files.exists(path) && LineFile.has(path, place.mark())) {
      file = LineFile.open(path, place.mark());
      intake.begin(file);
    } else {
      intake.tellGap();
    }
  }

  private Path folder() {
    return NodeFolders.resolve("settings.path", folder);
  }

  @Override
  public boolean step() throws IOException {
    LineFile open = file;
    if (open == null) {
      return openNext();
    }
    List<Line> lines = open.next(End.CLOSED);
    if (lines.isEmpty()) {
      done.add(digest(name(open)));
      open.close();
      file = null;
    }
    deliver(lines);
    return true;
  }

  private boolean openNext() throws IOException {
    Map<String, Seen> now = look();
    seen.keySet().retainAll(now.keySet());
    done.retainAll(now.keySet().stream().map(FolderReading::digest).toList());
    Optional<String> next =
        now.entrySet().stream()
            .filter(entry -> !done.contains(digest(entry.getKey())) && isWhole(entry))
            .min(
                Comparator.comparing((Map.Entry<String, Seen> entry) -> entry.getValue().modified())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey);
    if (next.isEmpty()) {
      return false;
    }
    LineFile opened = LineFile.open(folder().resolve(next.get()), Mark.START);
    file = opened;
    intake.begin(opened);
    return true;
  }

  private boolean isWhole(Map.Entry<String, Seen> entry) {
    Seen now = entry.getValue();
    Seen before = seen.get(entry.getKey());
    if (before == null
        || before.size() != now.size()
        || !before.modified().equals(now.modified())) {
      seen.put(entry.getKey(), now);
      return settleNanos == 0;
    }
    return now.since() - before.since() >= settleNanos;
  }

  private Map<String, Seen> look() throws IOException {
    Map<String, Seen> found = new TreeMap<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder(), pattern)) {
      for (Path path : paths) {
        BasicFileAttributes attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
          found.put(
              path.getFileName().toString(),
              new Seen(attributes.size(), attributes.lastModifiedTime(), System.nanoTime()));
        }
        if (found.size() > MOST_FILES) {
          throw Closing.unavailable(
              "settings.path: more than %d files lie in %s; move away those that were read"
                  .formatted(MOST_FILES, folder));
        }
      }
    }
    return found;
  }

  private static String name(LineFile file) {
    return file.path().getFileName().toString();
  }

  private static String digest(String name) {
    return Digest.ofText(name).text().substring(DIGITS_FROM, DIGITS_TO);
  }

  private void deliver(List<Line> lines) {
    LineFile open = file;
    String name = open == null ? "" : name(open);
    Mark mark = open == null ? Mark.START : open.mark();
    intake.deliver(name, lines, new Folder(name, mark, List.copyOf(done)));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}

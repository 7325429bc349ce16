package io.orilla.connector.files;

import io.orilla.connector.files.FilesSettings.Beginning;
import io.orilla.connector.files.LineFile.End;
import io.orilla.connector.files.LineFile.Line;
import io.orilla.connector.files.LineFile.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that grows, and now and then is moved away for a new one. What was moved is read to its
 * end, also what was moved while nobody read.
 */
final class TailReading implements Reading {
  private final NamedFile named;
  private final Intake intake;
  private LineFile file;
  private FileTime modified;
  private boolean wasMoved;

  /**
   * How far the file was read.
   *
   * @param modified when it was seen to be changed last, ms UTC
   */
  record Tail(long inode, Mark mark, long modified) {}

  TailReading(NamedFile named, Beginning beginning, Intake intake) throws IOException {
    this.named = named;
    this.intake = intake;
    Optional<Tail> tail = intake.place(Tail.class);
    this.file = tail.isPresent() ? goOn(tail.get()) : begin(beginning);
    this.modified = Files.getLastModifiedTime(file.path());
    intake.begin(file);
    deliver(List.of());
  }

  private LineFile begin(Beginning beginning) throws IOException {
    if (intake.wasRead()) {
      intake.tellGap(); // its place is one of other settings
    }
    Path path = named.now();
    return LineFile.open(path, beginning == Beginning.END ? LineFile.end(path) : Mark.START);
  }

  private LineFile goOn(Tail tail) throws IOException {
    Path now = named.now();
    List<Path> all = Stream.concat(Stream.of(now), named.moved().stream()).toList();
    for (Path path : all) {
      if (LineFile.inode(path) == tail.inode() && LineFile.has(path, tail.mark())) {
        return LineFile.open(path, tail.mark());
      }
    }
    // A file that was copied, or restored, is another one with the same lines.
    for (Path path : all) {
      if (tail.mark().offset() > 0 && LineFile.has(path, tail.mark())) {
        return LineFile.open(path, tail.mark());
      }
    }
    intake.tellGap();
    return LineFile.open(following(tail.inode(), FileTime.fromMillis(tail.modified())), Mark.START);
  }

  private record Moved(Path path, FileTime modified) {}

  /**
   * The file after another.
   *
   * @param inode of the one before, which tells when it was changed last if it still is there
   */
  private Path following(long inode, FileTime seenModified) throws IOException {
    List<Moved> moved = new ArrayList<>();
    FileTime end = seenModified;
    for (Path path : named.moved()) {
      FileTime changed = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
      if (LineFile.inode(path) == inode) {
        end = changed;
      } else {
        moved.add(new Moved(path, changed));
      }
    }
    FileTime after = end;
    return moved.stream()
        .filter(file -> file.modified().compareTo(after) > 0)
        .min(Comparator.comparing(Moved::modified))
        .map(Moved::path)
        .orElseGet(named::now);
  }

  @Override
  public boolean step() throws IOException {
    if (file.isCutOff()) {
      intake.tellGap();
      file.rewind();
      intake.begin(file);
    }
    List<Line> lines = file.next(End.OPEN);
    if (!lines.isEmpty()) {
      deliver(lines);
      return true;
    }
    if (LineFile.inode(named.now()) == file.inode()) {
      return false;
    }
    if (!wasMoved) {
      wasMoved = true; // who wrote it may still end its last line
      return false;
    }
    deliver(file.next(End.CLOSED));
    moveOn();
    return true;
  }

  private void moveOn() throws IOException {
    LineFile next = LineFile.open(following(file.inode(), modified), Mark.START);
    file.close();
    file = next;
    modified = Files.getLastModifiedTime(file.path());
    wasMoved = false;
    intake.begin(file);
    deliver(List.of());
  }

  private void deliver(List<Line> lines) throws IOException {
    if (Files.exists(file.path()) && LineFile.inode(file.path()) == file.inode()) {
      modified = Files.getLastModifiedTime(file.path());
    }
    Tail tail = new Tail(file.inode(), file.mark(), modified.toMillis());
    intake.deliver(file.path().getFileName().toString(), lines, tail);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

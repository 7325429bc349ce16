package io.orilla.server.backup;

import io.orilla.lake.disk.Durable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Durable copies of what a server keeps. */
final class Copies {
  private Copies() {}

  /** A copy of an SQLite database as of one moment; others may go on writing to it. */
  static void database(Path from, Path to) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + from);
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, to.toString());
      copy.execute();
    } catch (SQLException e) {
      throw new IOException("cannot copy the database " + from + ": " + e.getMessage(), e);
    }
    sync(to);
  }

  /** Copies all files of a folder; a folder that is not there has none. */
  static void folder(Path from, Path to) throws IOException {
    makeFolders(from, to);
    for (Path file : files(from)) {
      copy(file, to.resolve(from.relativize(file)));
    }
  }

  /** As {@link #folder}, of files that never change: by hard links where the disk allows them. */
  static void unchanging(Path from, Path to) throws IOException {
    makeFolders(from, to);
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file));
      try {
        Files.createLink(target, file);
      } catch (NoSuchFileException gone) {
        continue;
      } catch (FileSystemException | UnsupportedOperationException otherDisk) {
        copy(file, target);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> !isPartial(file)).toList();
    }
  }

  private static boolean isPartial(Path file) {
    return file.getFileName().toString().contains(".partial");
  }

  /** Also those that hold no file yet. */
  private static void makeFolders(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path folder : all.filter(Files::isDirectory).toList()) {
        Files.createDirectories(to.resolve(from.relativize(folder)));
      }
    }
  }

  /** What went meanwhile was not needed: whoever names a file keeps it. */
  private static void copy(Path from, Path to) throws IOException {
    try {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
      sync(to);
    } catch (NoSuchFileException gone) {
      Files.deleteIfExists(to);
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Durable.syncName(file);
  }
}

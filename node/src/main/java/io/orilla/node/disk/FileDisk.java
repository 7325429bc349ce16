package io.orilla.node.disk;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of the file system. */
public final class FileDisk implements Disk {
  private static final String PARTIAL = ".partial-";

  private final Path root;

  /** Opens the folder, made when it is not there, and removes what an interrupted write left. */
  public FileDisk(Path root) throws IOException {
    this(root, Unfinished.GOES);
  }

  private FileDisk(Path root, Unfinished unfinished) throws IOException {
    this.root = root;
    if (unfinished == Unfinished.GOES) {
      Files.createDirectories(root);
      removePartial(root);
    }
  }

  /** A folder that another process may be writing to: what that has not finished is left alone. */
  public static FileDisk beside(Path root) throws IOException {
    return new FileDisk(root, Unfinished.STAYS);
  }

  private enum Unfinished {
    GOES,
    STAYS
  }

  private static void removePartial(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(FileDisk::isPartial).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isPartial(Path file) {
    return file.getFileName().toString().startsWith(PARTIAL);
  }

  @Override
  public List<String> list(String folder) throws IOException {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> f.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Override
  public DiskFile create(String name) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    OpenFile file = open(path);
    file.truncate(0);
    return file;
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return open(existing(name));
  }

  private static OpenFile open(Path path) throws IOException {
    try {
      return new OpenFile(path, "rw");
    } catch (FileNotFoundException e) {
      throw DiskFullException.orElse(e); // it also stands for a folder that takes no more files
    }
  }

  @Override
  public ReadableFile openToRead(String name) throws IOException {
    return new OpenFile(existing(name), "r");
  }

  private Path existing(String name) throws IOException {
    Path path = root.resolve(name);
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return path;
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(root.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void replace(String name, byte[] content) throws IOException {
    Path target = root.resolve(name);
    Files.createDirectories(target.getParent());
    Path partial = Files.createTempFile(target.getParent(), PARTIAL, "");
    try {
      Files.write(partial, content);
      sync(partial, StandardOpenOption.WRITE);
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolderOf(target);
    } catch (IOException e) {
      throw DiskFullException.orElse(e);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Path path = root.resolve(name);
    if (Files.deleteIfExists(path)) {
      syncFolderOf(path);
    }
  }

  @Override
  public void rename(String name, String to) throws IOException {
    Path target = root.resolve(to);
    Files.move(
        existing(name),
        target,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    syncFolderOf(target);
  }

  private static void syncFolderOf(Path file) throws IOException {
    sync(
        requireNonNull(file.getParent(), "a file of the journal has a folder"),
        StandardOpenOption.READ);
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /** Through RandomAccessFile, as a FileChannel closes under a thread that is interrupted. */
  private static final class OpenFile implements DiskFile {
    private final Path path;
    private final RandomAccessFile file;
    private boolean folderIsBehind = true;

    OpenFile(Path path, String mode) throws IOException {
      this.path = path;
      this.file = new RandomAccessFile(path.toFile(), mode);
      file.seek(file.length());
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public void append(byte[] bytes, int length) throws IOException {
      try {
        file.write(bytes, 0, length);
      } catch (IOException e) {
        throw DiskFullException.orElse(e);
      }
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
      long end = file.getFilePointer();
      file.seek(position);
      int read = file.read(into, offset, length);
      file.seek(end);
      return Math.max(read, 0);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.setLength(size);
      file.seek(size);
    }

    @Override
    public void sync() throws IOException {
      try {
        file.getFD().sync();
      } catch (IOException e) {
        throw DiskFullException.orElse(e);
      }
      if (folderIsBehind) {
        syncFolderOf(path);
        folderIsBehind = false;
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}

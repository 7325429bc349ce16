package io.orilla.node.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where bytes that last lie: files under a root, by relative names parted by {@code /}. What was
 * written survives a kill; what was synced survives a power cut. Whatever takes room fails with a
 * {@link DiskFullException} when there is none. Thread-safe.
 */
public interface Disk {
  /** The names of the files in a folder, sorted; none when there is no such folder. */
  List<String> list(String folder) throws IOException;

  /** Makes a file, empty, to append to; one of that name is emptied. */
  DiskFile create(String name) throws IOException;

  /** Opens a file that is there, to go on at its end. */
  DiskFile open(String name) throws IOException;

  /** Opens a file that is there, also while another appends to it. */
  ReadableFile openToRead(String name) throws IOException;

  Optional<byte[]> read(String name) throws IOException;

  /** Puts a file in place whole and durably: after a crash it is the old one or the new one. */
  void replace(String name, byte[] content) throws IOException;

  /** Removes a file, durably; one that is not there is no error. */
  void delete(String name) throws IOException;

  /** Gives a file another name, durably; one that had it is gone. */
  void rename(String name, String to) throws IOException;

  /** A file open for reading. */
  interface ReadableFile extends AutoCloseable {
    /** Reads up to {@code length} bytes; returns how many, 0 at the end. */
    int read(long position, byte[] into, int offset, int length) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** A file open to append to; it has one owner. */
  interface DiskFile extends ReadableFile {
    long size() throws IOException;

    /** Writes at the end. When it fails, any part of the bytes may have been written. */
    void append(byte[] bytes, int length) throws IOException;

    void truncate(long size) throws IOException;

    /** Makes durable what was written, and the file's own existence. */
    void sync() throws IOException;
  }
}

package io.orilla.lake.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Iceberg's files in a local folder, by absolute path and without Hadoop. A file is on the disk
 * when its stream is closed.
 */
final class LocalFileIO implements FileIO {
  private static final long serialVersionUID = 1;

  @Override
  public InputFile newInputFile(String path) {
    return new LocalInputFile(Path.of(path));
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new LocalOutputFile(Path.of(path));
  }

  @Override
  public void deleteFile(String path) {
    try {
      Files.deleteIfExists(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

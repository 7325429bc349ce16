package io.orilla.lake.appender;

import io.orilla.lake.table.TableWriter;
import io.orilla.lake.table.TableWriter.RowValues;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A file that is only begun when there is a row for it. */
final class RowFile implements AutoCloseable {
  private final Supplier<TableWriter> begin;
  private @Nullable TableWriter writer;

  RowFile(Supplier<TableWriter> begin) {
    this.begin = begin;
  }

  void add(RowValues row) {
    TableWriter open = writer;
    if (open == null) {
      open = begin.get();
      writer = open;
    }
    open.row(row);
  }

  /** The file; nothing when there was no row. */
  Optional<Path> finish() {
    return Optional.ofNullable(writer).map(TableWriter::finish);
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}

package io.orilla.lake.table;

import io.orilla.lake.disk.Durable;
import io.orilla.lake.duck.DuckDb;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes Parquet files into a table's folder, measured and durable, before they are committed. */
final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final ParquetFiles parquet;
  private final Path staging;

  Intake(DuckDb duckDb, Path staging) {
    this.parquet = new ParquetFiles(duckDb);
    this.staging = staging;
  }

  /**
   * Moves the file under a new name into the table's data folder. Where its columns do not carry
   * the table's field ids it is written anew, by name.
   *
   * @throws OrillaException INVALID_FORMAT when it is no Parquet file or does not fit the table
   */
  DataFile take(Table table, Path file) {
    Path target = TableCatalog.dataFolder(table).resolve(UUID.randomUUID() + ".parquet");
    Path arrived = staging.resolve(target.getFileName());
    try {
      return take(table, file, arrived, target);
    } catch (IOException e) {
      remove(arrived);
      remove(target);
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot take " + file + " into " + table.name() + ": " + e,
          e);
    } catch (RuntimeException e) {
      remove(arrived);
      remove(target);
      throw e;
    }
  }

  private DataFile take(Table table, Path file, Path arrived, Path target) throws IOException {
    Durable.move(file, arrived);
    boolean fits = parquet.fits(arrived, table.schema());
    Durable.move(fits ? arrived : rewrite(table, arrived), target);
    return DataFiles.builder(table.spec())
        .withPath(target.toString())
        .withFormat(FileFormat.PARQUET)
        .withFileSizeInBytes(Files.size(target))
        .withMetrics(parquet.measure(target, table.schema()))
        .build();
  }

  private Path rewrite(Table table, Path file) {
    Path anew = staging.resolve(UUID.randomUUID() + ".parquet");
    try {
      parquet.rewrite(file, anew, table.schema());
    } catch (RuntimeException e) {
      remove(anew);
      throw e;
    }
    remove(file);
    return anew;
  }

  static void remove(List<DataFile> files) {
    files.forEach(file -> remove(Path.of(file.location())));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("{} stays until the next start: {}", file, e.toString());
    }
  }
}

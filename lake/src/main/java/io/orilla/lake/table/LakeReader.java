package io.orilla.lake.table;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.DuckLimits;
import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TableInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the tables of a lake that another process may be writing: it takes no lock and changes
 * nothing. A query sees the newest snapshot as of its start. Thread-safe.
 */
public final class LakeReader implements AutoCloseable {
  private final TableCatalog catalog;
  private final DuckDb duckDb;

  private LakeReader(TableCatalog catalog, DuckDb duckDb) {
    this.catalog = catalog;
    this.duckDb = duckDb;
  }

  /**
   * @param home the lake's folder
   * @param temporary where large queries spill
   */
  public static LakeReader open(Path home, Path temporary) {
    Path folder = home.toAbsolutePath().normalize();
    try {
      return new LakeReader(
          TableCatalog.open(folder), DuckDb.open(temporary, List.of(folder), DuckLimits.DEFAULT));
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot read the lake in " + home + ": " + e, e);
    }
  }

  /**
   * The newest snapshot as files.
   *
   * @throws OrillaException DOES_NOT_EXIST when there is no such table
   */
  public TableInput scan(TableName table) {
    return Scans.of(table, catalog.load(table), Version.current(), List.of());
  }

  /** SQL over the lake's files. */
  public DuckDb duckDb() {
    return duckDb;
  }

  @Override
  public void close() {
    duckDb.close();
    catalog.close();
  }
}

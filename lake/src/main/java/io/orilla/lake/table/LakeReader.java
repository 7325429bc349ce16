package io.orilla.lake.table;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.DuckLimits;
import io.orilla.lake.duck.RowMapper;
import io.orilla.lake.duck.Sql;
import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the tables of a lake that another process may be writing: it takes no lock and changes nothing. A
 * query sees the newest snapshot as of its start. Thread-safe.
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
      return new LakeReader(TableCatalog.open(folder), DuckDb.open(temporary, List.of(folder), DuckLimits.DEFAULT));
    } catch (IOException e) {
      throw new OrillaException(ErrorCode.STORAGE_UNAVAILABLE, "cannot read the lake in " + home + ": " + e, e);
    }
  }

  /**
   * Rows of a table's newest snapshot.
   *
   * @param select a query with {@code %s} where the table's rows go
   * @throws OrillaException DOES_NOT_EXIST when there is no such table
   */
  public <T> List<T> query(TableName table, String select, RowMapper<T> mapper) {
    String rows = Sql.rows(Scans.of(table, catalog.load(table), Version.current(), List.of()));
    return duckDb.query(select.formatted(rows), List.of(), mapper);
  }

  @Override
  public void close() {
    duckDb.close();
    catalog.close();
  }
}

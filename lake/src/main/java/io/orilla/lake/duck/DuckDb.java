package io.orilla.lake.duck;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * One DuckDB instance in memory. It loads no extension from anywhere, reads and writes files only
 * under the folders it was given, keeps to its limits, and none of that can be changed by SQL.
 * Times are in UTC. Thread-safe; connections are not.
 */
public final class DuckDb implements AutoCloseable {
  private final DuckDBConnection root;

  private DuckDb(DuckDBConnection root) {
    this.root = root;
  }

  /**
   * Starts an instance.
   *
   * @param temporary where it spills what does not fit into memory; made when it is not there
   * @param folders whose files SQL may read and write, with all below them
   */
  public static DuckDb open(Path temporary, List<Path> folders, DuckLimits limits) {
    try {
      Files.createDirectories(temporary);
      DuckDBConnection root =
          DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
      try (Statement statement = root.createStatement()) {
        statement.execute(settings(temporary, folders, limits));
      }
      return new DuckDb(root);
    } catch (SQLException | IOException e) {
      throw failed("start DuckDB", e);
    }
  }

  private static String settings(Path temporary, List<Path> folders, DuckLimits limits) {
    return """
    SET autoinstall_known_extensions=false;
    SET autoload_known_extensions=false;
    SET memory_limit='%dMB';
    SET threads=%d;
    SET temp_directory=%s;
    SET TimeZone='UTC';
    SET allowed_directories=[%s];
    SET enable_external_access=false;
    SET lock_configuration=true;
    """
        .formatted(
            limits.memoryMegabytes(),
            limits.threads(),
            Sql.text(temporary.toAbsolutePath().toString()),
            folders.stream()
                .map(folder -> Sql.text(folder.toAbsolutePath().normalize().toString()))
                .collect(Collectors.joining(", ")));
  }

  /** A connection of its own to the instance; temporary tables are seen by it alone. */
  public DuckDBConnection connect() {
    try {
      return root.duplicate().unwrap(DuckDBConnection.class);
    } catch (SQLException e) {
      throw failed("connect to DuckDB", e);
    }
  }

  /** Runs one statement, or several parted by semicolons. */
  public void execute(String sql) {
    try (DuckDBConnection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed("run SQL", e);
    }
  }

  /**
   * All rows of a query.
   *
   * @param parameters for the question marks, in order
   */
  public <T> List<T> query(String sql, List<?> parameters, RowReader<T> reader) {
    try (DuckDBConnection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(reader.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw failed("run a query", e);
    }
  }

  private static OrillaException failed(String what, Exception e) {
    String reason = String.valueOf(e.getMessage()).strip();
    return new OrillaException(ErrorCode.STORAGE_UNAVAILABLE, "cannot " + what + ": " + reason, e);
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw failed("close DuckDB", e);
    }
  }
}

package io.orilla.lake.duck;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the result set's current row; it does not move the cursor. */
@FunctionalInterface
public interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}

package io.orilla.connector.sql;

import io.orilla.model.error.OrillaException;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The columns that a query gives, by their names in any case. */
record ResultColumns(Map<String, Integer> indices) {
  static ResultColumns of(ResultSetMetaData description) throws SQLException {
    Map<String, Integer> indices = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int index = 1; index <= description.getColumnCount(); index++) {
      indices.putIfAbsent(description.getColumnLabel(index), index);
    }
    return new ResultColumns(indices);
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT when there is no such column
   */
  int index(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      throw OrillaException.invalid(
          "the query gives no column '%s', but %s".formatted(name, indices.keySet()));
    }
    return index;
  }
}

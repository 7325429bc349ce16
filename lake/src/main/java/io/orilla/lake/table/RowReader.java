package io.orilla.lake.table;

import io.orilla.lake.duck.DuckDb;
import io.orilla.model.task.TableInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as values that people can be shown. */
final class RowReader {
  private RowReader() {}

  static Rows read(
      DuckDb duckDb, String from, TableInput input, List<Condition> conditions, int limit) {
    String where =
        conditions.isEmpty()
            ? ""
            : conditions.stream()
                .map(Condition::sql)
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
    List<Object> parameters =
        conditions.stream().flatMap(condition -> condition.parameters().stream()).toList();
    int width = input.columns().size();
    List<List<@Nullable Object>> rows =
        duckDb.query(
            "SELECT * FROM " + from + where + " LIMIT " + limit,
            parameters,
            row -> values(row, width));
    return new Rows(input.columns().stream().map(TableInput.Column::name).toList(), rows);
  }

  private static List<@Nullable Object> values(ResultSet row, int width) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(width);
    for (int i = 1; i <= width; i++) {
      values.add(
          switch (row.getObject(i)) {
            case OffsetDateTime time -> time.toInstant();
            case java.sql.Blob blob -> blob.getBytes(1, (int) blob.length());
            case null -> null;
            case Object other -> other;
          });
    }
    return Collections.unmodifiableList(values);
  }
}

package io.orilla.lake.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for people to look at.
 *
 * @param rows values in the columns' order; times are {@link java.time.Instant}, bytes {@code
 *     byte[]}, a missing value null
 */
public record Rows(List<String> columns, List<List<@Nullable Object>> rows) {
  public Rows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}

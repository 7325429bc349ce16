package io.orilla.connector.peer;

import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The signals of a table, found by row without a look at all of them. */
public final class Columns {
  private final List<Column> all;
  private final List<Column> ofEveryRow = new ArrayList<>();

  /** By the column that tells whose a row is, and what stands there. */
  private final Map<String, Map<String, List<Column>>> ofSomeRows = new LinkedHashMap<>();

  /** A row. */
  public interface Row<E extends Exception> {
    /**
     * What stands in a column, as text.
     *
     * @throws OrillaException INVALID_ARGUMENT when there is no such column
     */
    Optional<String> text(String column) throws E;
  }

  public Columns(List<Column> columns) {
    this.all = List.copyOf(columns);
    for (Column column : columns) {
      column
          .only()
          .map(
              only ->
                  ofSomeRows
                      .computeIfAbsent(only.column(), name -> new LinkedHashMap<>())
                      .computeIfAbsent(only.text(), text -> new ArrayList<>()))
          .orElse(ofEveryRow)
          .add(column);
    }
  }

  public List<Column> all() {
    return all;
  }

  /**
   * Those that have their values in a row.
   *
   * @param refused told whose rows cannot be told, and why
   */
  public <E extends Exception> List<Column> of(
      Row<E> row, BiConsumer<Column, OrillaException> refused) throws E {
    if (ofSomeRows.isEmpty()) {
      return ofEveryRow;
    }
    List<Column> found = new ArrayList<>(ofEveryRow);
    for (var some : ofSomeRows.entrySet()) {
      try {
        row.text(some.getKey())
            .map(text -> some.getValue().getOrDefault(text, List.of()))
            .ifPresent(found::addAll);
      } catch (OrillaException e) {
        some.getValue()
            .values()
            .forEach(columns -> columns.forEach(column -> refused.accept(column, e)));
      }
    }
    return found;
  }
}

package io.orilla.connector.modbus.map;

import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.Spelling;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A register map as a table, a row for each signal. The columns {@code name}, {@code unit}, {@code
 * table} (holding unless it says otherwise) and {@code register} are its own; all others are the
 * options of an address. A cell that is empty gives none.
 */
public final class RegisterTable {
  private static final List<String> OPTIONS =
      List.of("type", "order", "scale", "offset", "bits", "length", "factor", "absent");
  private static final List<String> COLUMNS =
      Stream.concat(Stream.of("name", "unit", "table", "register"), OPTIONS.stream()).toList();

  private RegisterTable() {}

  /**
   * @param rows cell by column
   * @throws OrillaException INVALID_ARGUMENT with the row
   */
  public static List<SourceSpec.Signal> signals(List<Map<String, String>> rows, AssetName asset) {
    List<SourceSpec.Signal> signals = new ArrayList<>();
    for (Map<String, String> row : rows) {
      try {
        signals.add(signal(new TreeMap<>(row), asset));
      } catch (OrillaException e) {
        throw OrillaException.invalid("row " + (signals.size() + 1) + ": " + e.text());
      }
    }
    return signals;
  }

  private static SourceSpec.Signal signal(Map<String, String> row, AssetName asset) {
    row.keySet().forEach(RegisterTable::check);
    if (cell(row, "name").isEmpty() || cell(row, "register").isEmpty()) {
      throw OrillaException.invalid("the columns name and register need a value");
    }
    List<String> options =
        OPTIONS.stream()
            .filter(option -> !cell(row, option).isEmpty())
            .map(option -> option + "=" + cell(row, option))
            .toList();
    String table = cell(row, "table").isEmpty() ? "holding" : cell(row, "table");
    String place = table + "/" + cell(row, "register");
    String address = options.isEmpty() ? place : place + "?" + String.join("&", options);
    return new SourceSpec.Signal(asset.signal(cell(row, "name")), address, cell(row, "unit"));
  }

  private static void check(String column) {
    if (!COLUMNS.contains(column)) {
      throw OrillaException.invalid(
          "unknown column '%s'%s; there are %s"
              .formatted(column, Spelling.suggestion(column, COLUMNS), String.join(", ", COLUMNS)));
    }
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "").strip();
  }
}

package io.orilla.connector.files;

import io.orilla.connector.peer.Column;
import io.orilla.connector.peer.Payload;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Comma-separated values (RFC 4180), a row in each line. */
final class CsvFormat implements RowFormat {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
  private static final int COLUMNS_SHOWN = 10;

  private final FilesSettings.Csv settings;
  private final char separator;
  private final Map<String, Integer> columns = new HashMap<>();
  private List<String> header = List.of();

  CsvFormat(FilesSettings.Csv settings) {
    this.settings = settings;
    this.separator = settings.separator().equals("\\t") ? '\t' : settings.separator().charAt(0);
  }

  @Override
  public void check(String place) {
    if (!settings.header() && !place.matches("[1-9][0-9]{0,4}")) {
      throw OrillaException.invalid(
          "'%s' is no column of a file without header; write the first one as 1".formatted(place));
    }
  }

  @Override
  public boolean hasHeader() {
    return settings.header();
  }

  @Override
  public Optional<Row> read(String line) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    List<String> cells = cells(line);
    if (settings.header() && header.isEmpty()) {
      header = cells.stream().map(String::strip).toList();
      for (int index = 0; index < header.size(); index++) {
        columns.putIfAbsent(header.get(index), index);
      }
      return Optional.empty();
    }
    return Optional.of(new Cells(cells));
  }

  private List<String> cells(String line) {
    List<String> cells = new ArrayList<>(Math.max(8, header.size()));
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int index = 0; index < line.length(); index++) {
      char character = line.charAt(index);
      if (character == '"' && (quoted || cell.toString().isBlank())) {
        if (quoted && index + 1 < line.length() && line.charAt(index + 1) == '"') {
          cell.append('"');
          index++;
        } else {
          quoted = !quoted;
        }
      } else if (character == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(character);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private final class Cells implements Row {
    private final List<String> cells;

    Cells(List<String> cells) {
      this.cells = cells;
    }

    @Override
    public Optional<String> text(String place) {
      int index = index(place);
      String cell = index < cells.size() ? cells.get(index).strip() : "";
      return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }

    private int index(String place) {
      if (!settings.header()) {
        return Integer.parseInt(place) - 1;
      }
      Integer index = columns.get(place);
      if (index == null) {
        throw OrillaException.invalid(
            "there is no column '%s'; there are %s%s"
                .formatted(
                    place,
                    header.subList(0, Math.min(COLUMNS_SHOWN, header.size())),
                    header.size() > COLUMNS_SHOWN ? " and more" : ""));
      }
      return index;
    }

    /** What is no number in a column of numbers is no value. */
    @Override
    public Optional<Value> value(Column column) {
      return text(column.place())
          .filter(cell -> column.kind() == Payload.Kind.TEXT || !cell.equalsIgnoreCase("nan"))
          .map(cell -> value(cell, column));
    }

    private Value value(String cell, Column column) {
      String number = settings.decimal().equals(",") ? cell.replace(',', '.') : cell;
      return switch (column.kind()) {
        case TEXT, BYTES -> new Value.TextValue(cell);
        case DOUBLE -> {
          if (!DECIMAL.matcher(number).matches()) {
            throw OrillaException.invalid(
                "column '%s' has '%s', which is no number".formatted(column.place(), cell));
          }
          yield new Value.DoubleValue(Double.parseDouble(number));
        }
        case AUTO -> asItIs(cell, number);
      };
    }

    private Value asItIs(String cell, String number) {
      if (WHOLE.matcher(cell).matches()) {
        return new Value.LongValue(Long.parseLong(cell));
      }
      if (number.indexOf('.') >= 0 && DECIMAL.matcher(number).matches()) {
        return new Value.DoubleValue(Double.parseDouble(number));
      }
      if (cell.equalsIgnoreCase("true") || cell.equalsIgnoreCase("false")) {
        return new Value.BooleanValue(cell.equalsIgnoreCase("true"));
      }
      return new Value.TextValue(cell);
    }
  }
}

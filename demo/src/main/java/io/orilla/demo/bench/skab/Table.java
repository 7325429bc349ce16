package io.orilla.demo.bench.skab;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A CSV file with a line of names above.
 *
 * @param columns in the file's order
 * @param rows cells by column
 */
record Table(Path file, List<String> columns, List<Map<String, String>> rows) {
  private static final ObjectReader READER =
      new CsvMapper().enable(CsvParser.Feature.TRIM_SPACES).readerForMapOf(String.class);

  /**
   * @throws OrillaException INVALID_FORMAT when it is no CSV file, or lines are longer than the
   *     first
   */
  static Table read(Path file, char separator) {
    CsvSchema schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(separator);
    try (MappingIterator<Map<String, String>> lines =
        READER.with(schema).readValues(Files.newBufferedReader(file))) {
      List<Map<String, String>> rows = lines.readAll();
      return new Table(file, columns(lines), rows);
    } catch (IOException | UncheckedIOException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          file + " cannot be read as CSV separated by '" + separator + "': " + e.getMessage(),
          e);
    }
  }

  private static List<String> columns(MappingIterator<?> lines) {
    CsvSchema schema = (CsvSchema) lines.getParserSchema();
    return IntStream.range(0, schema.size()).mapToObj(schema::columnName).toList();
  }

  void require(List<String> names) {
    List<String> missing = names.stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, file + " lacks the columns " + missing + "; it has " + columns);
    }
  }

  String text(int row, String column) {
    return rows.get(row).getOrDefault(column, "");
  }

  /** The number in a cell; NaN where it is empty. */
  double number(int row, String column) {
    String text = text(row, column);
    if (text.isBlank()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "%s, line %d, column '%s': '%s' is no number".formatted(file, row + 2, column, text),
          e);
    }
  }
}

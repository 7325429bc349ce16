package io.orilla.connector.files;

import io.orilla.connector.peer.Column;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.util.Optional;

/** What a line says. An instance reads the lines of one file, from its first. */
interface RowFormat {
  /** What a line says, by column. */
  interface Row {
    /** What stands in a column, as text; none where nothing does. */
    Optional<String> text(String place);

    /**
     * A signal's value; none where nothing stands.
     *
     * @throws OrillaException INVALID_ARGUMENT when it is not what the column says
     */
    Optional<Value> value(Column column);
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT when no place is written like this
   */
  void check(String place);

  /** Whether the first line of a file is none of its rows, and needed to read them. */
  boolean hasHeader();

  /**
   * @return none for a line that is no row
   * @throws OrillaException INVALID_ARGUMENT when it is nothing that can be read
   */
  Optional<Row> read(String line);

  static RowFormat of(FilesSettings settings) {
    return switch (settings.format()) {
      case CSV -> new CsvFormat(settings.csv());
      case JSON -> new JsonFormat();
    };
  }
}

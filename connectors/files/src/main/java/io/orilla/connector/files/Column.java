package io.orilla.connector.files;

import io.orilla.connector.peer.Address;
import io.orilla.connector.peer.Payload;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.util.List;
import java.util.Optional;

/**
 * A signal, and where its value stands in a row.
 *
 * @param place name or number of a column of CSV, or a path in JSON
 * @param only which rows are of this signal; none for all
 */
record Column(SignalName signal, String place, Payload.Kind kind, Optional<Only> only) {
  private static final List<String> OPTIONS = List.of("type", "only");

  /** The rows that have a text in a column. */
  record Only(String column, String text) {
    static Only parse(String option) {
      int colon = option.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("write column:text");
      }
      return new Only(option.substring(0, colon), option.substring(colon + 1));
    }
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT that says what is wrong with the address
   */
  static Column read(SourceSpec.Signal signal, RowFormat format) {
    Address address = Address.parse(signal.address(), OPTIONS);
    Column column =
        new Column(
            signal.name(),
            address.place(),
            address.option("type", Payload.Kind::of).orElse(Payload.Kind.AUTO),
            address.option("only", Only::parse));
    format.check(column.place());
    column.only().ifPresent(only -> format.check(only.column()));
    return column;
  }
}

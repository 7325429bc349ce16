package io.orilla.connector.peer;

import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.util.List;
import java.util.Optional;

/**
 * A signal, and where its value stands in a row of a table: {@code value?only=tag:TI101}.
 *
 * @param place of the value in a row, as its column
 * @param only which rows are of this signal; none for all
 */
public record Column(SignalName signal, String place, Payload.Kind kind, Optional<Only> only) {
  private static final List<String> OPTIONS = List.of("type", "only");

  /** The rows that have a text in a column. */
  public record Only(String column, String text) {
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
  public static Column read(SourceSpec.Signal signal) {
    Address address = Address.parse(signal.address(), OPTIONS);
    if (address.place().isBlank()) {
      throw OrillaException.invalid("it must name a column, as pressure");
    }
    return new Column(
        signal.name(),
        address.place(),
        address.option("type", Payload.Kind::of).orElse(Payload.Kind.AUTO),
        address.option("only", Only::parse));
  }
}

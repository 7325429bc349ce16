package io.orilla.connector.s7;

import io.orilla.connector.peer.Address;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the notation of a signal's address, which is that of STEP 7: {@code DB1.DBD4?type=real},
 * {@code M10.2}, {@code IW64}; E and A are German for I and Q.
 */
final class PointReader {
  private static final List<String> OPTIONS = List.of("type", "length", "scale", "offset");
  private static final Pattern PLACE =
      Pattern.compile(
          "(?:DB([0-9]{1,5})\\.DB([XBWD])|([MIEQA])([XBWD]?))([0-9]{1,5})(?:\\.([0-7]))?");

  /** Less than the smallest PDU has room for. */
  private static final int MOST_BYTES = 200;

  private static final int LAST = 65_535;

  private PointReader() {}

  /**
   * @throws OrillaException INVALID_ARGUMENT that says what is wrong with the address
   */
  static Point read(SourceSpec.Signal signal) {
    Address address = Address.parse(signal.address(), OPTIONS);
    Matcher place = PLACE.matcher(address.place());
    if (!place.matches() || Integer.parseInt(place.group(5)) > LAST) {
      throw OrillaException.invalid(
          "'%s' is no place of a controller; write DB1.DBD4, DB1.DBX0.3, MW10, M10.2, IB0 or Q4.1"
              .formatted(address.place()));
    }
    char width = width(place);
    if ((width == 'X') != (place.group(6) != null)) {
      throw OrillaException.invalid(
          "'%s' must have a bit, as DB1.DBX0.3 or M10.2, or none".formatted(address.place()));
    }
    DataType type = type(address, width);
    return new Point(
        signal.name(),
        area(place),
        place.group(1) == null ? 0 : Integer.parseInt(place.group(1)),
        Integer.parseInt(place.group(5)),
        width == 'X' ? Integer.parseInt(place.group(6)) : 0,
        count(address, type),
        type,
        number(address, "scale", type).orElse(1.0),
        number(address, "offset", type).orElse(0.0));
  }

  private static char width(Matcher place) {
    String width = place.group(1) == null ? place.group(4) : place.group(2);
    return width.isEmpty() ? 'X' : width.charAt(0);
  }

  private static Area area(Matcher place) {
    if (place.group(1) != null) {
      return Area.DATA_BLOCK;
    }
    return switch (place.group(3)) {
      case "M" -> Area.MERKER;
      case "I", "E" -> Area.INPUT;
      default -> Area.OUTPUT;
    };
  }

  /** What begins at a byte may be of any type; what is called a word or double word is one. */
  private static DataType type(Address address, char width) {
    DataType otherwise =
        switch (width) {
          case 'X' -> DataType.BOOL;
          case 'B' -> DataType.BYTE;
          case 'W' -> DataType.WORD;
          default -> DataType.DWORD;
        };
    DataType type = address.option("type", DataType::of).orElse(otherwise);
    boolean fits =
        width == 'B'
            ? type != DataType.BOOL
            : type.bytes() == otherwise.bytes() && (width == 'X') == (type == DataType.BOOL);
    if (!fits) {
      throw OrillaException.invalid(
          "'%s' is no %s: name the byte at which it begins, as DB1.DBB4"
              .formatted(address.place(), type.text()));
    }
    return type;
  }

  private static int count(Address address, DataType type) {
    Optional<Integer> length = address.whole("length", 1, MOST_BYTES);
    if (type.bytes() > 0) {
      if (length.isPresent()) {
        throw OrillaException.invalid(type.text() + " has a length of its own: leave it out");
      }
      return type.bytes();
    }
    int said =
        length.orElseThrow(
            () ->
                OrillaException.invalid(
                    "%s needs its length, as length=32".formatted(type.text())));
    return type == DataType.STRING ? said + 2 : said;
  }

  private static Optional<Double> number(Address address, String option, DataType type) {
    Optional<Double> number = address.option(option, Double::valueOf);
    if (number.isPresent() && !type.isNumber()) {
      throw OrillaException.invalid(type.text() + " is no number: leave out its " + option);
    }
    return number;
  }
}

package io.orilla.connector.modbus;

import io.orilla.connector.modbus.Point.BitField;
import io.orilla.connector.modbus.Point.Scale;
import io.orilla.connector.peer.Address;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the notation of a signal's address: {@code holding/72?type=float32&order=CDAB}. */
final class PointReader {
  private static final List<String> OPTIONS =
      List.of("type", "order", "scale", "offset", "bits", "length", "factor", "absent", "unit");
  private static final Pattern PLACE =
      Pattern.compile("(coil|discrete|input|holding)/([0-9]{1,5})");
  private static final Pattern BITS = Pattern.compile("([0-9]{1,2})(?:-([0-9]{1,2}))?");
  private static final SignalName WRITTEN = new SignalName("site/area/line/asset/written");
  private static final int LAST = 65_535;
  private static final int MOST_REGISTERS = 125;
  private static final int MOST_UNITS = 255;

  private final Address address;
  private final Table table;

  private PointReader(Address address, Table table) {
    this.address = address;
    this.table = table;
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT that says what is wrong with the address
   */
  static Point read(SourceSpec.Signal signal, ModbusSettings settings) {
    return read(signal.name(), signal.address(), settings);
  }

  /**
   * As {@link #read}, of an address that is written to.
   *
   * @throws OrillaException INVALID_ARGUMENT that says what is wrong with the address
   */
  static Point readWritable(String address, ModbusSettings settings) {
    Point point = read(WRITTEN, address, settings);
    boolean partial = point.bits() != null || point.factor() != null || point.absent() != null;
    if (point.table() == Table.DISCRETE
        || point.table() == Table.INPUT
        || partial
        || point.encoding() == Encoding.BYTES) {
      throw OrillaException.invalid(
          "'%s' cannot be written: only coil/ and holding/ can, without bits, factor and absent"
              .formatted(address));
    }
    return point;
  }

  private static Point read(SignalName name, String text, ModbusSettings settings) {
    Address address = Address.parse(text, OPTIONS);
    Matcher place = PLACE.matcher(address.place());
    if (!place.matches() || Integer.parseInt(place.group(2)) > LAST) {
      throw OrillaException.invalid(
          "'%s' is no place of a device; write coil/0, discrete/0, input/0 or holding/0 to %d"
              .formatted(address.place(), LAST));
    }
    Table table = Table.valueOf(place.group(1).toUpperCase(Locale.ROOT));
    PointReader reader = new PointReader(address, table);
    Encoding encoding = reader.encoding();
    Optional<BitField> bits = reader.bits(encoding);
    return reader.readableAtOnce(
        new Point(
            name,
            address.whole("unit", 0, MOST_UNITS).orElse(settings.unit()),
            table,
            Integer.parseInt(place.group(2)),
            reader.count(encoding),
            encoding,
            address.option("order", ByteOrder::valueOf).orElse(settings.order()),
            new Scale(reader.number("scale", 1), reader.number("offset", 0)),
            bits.orElse(null),
            address.whole("factor", 0, LAST).orElse(null),
            address.option("absent", PointReader::bits).orElse(null)),
        settings);
  }

  private Point readableAtOnce(Point point, ModbusSettings settings) {
    int count = point.end() - point.lowest();
    int most = table.perRequest(settings);
    if (count > most || point.end() - 1 > LAST) {
      throw OrillaException.invalid(
          "'%s' spans %d registers up to %d, with its factor; one request reads at most %d"
              .formatted(address.place(), count, point.end() - 1, most));
    }
    return point;
  }

  private Encoding encoding() {
    Encoding otherwise = table.isOfBits() ? Encoding.BOOL : Encoding.UINT16;
    Encoding encoding = address.option("type", Encoding::of).orElse(otherwise);
    if (table.isOfBits() && encoding != Encoding.BOOL) {
      throw OrillaException.invalid("a coil or discrete input is a bit: leave out its type");
    }
    return encoding;
  }

  private int count(Encoding encoding) {
    Optional<Integer> length = address.whole("length", 1, MOST_REGISTERS);
    if (encoding.registers() == 0) {
      return length.orElseThrow(
          () ->
              OrillaException.invalid(
                  "%s needs its length in registers, as length=8".formatted(encoding.text())));
    }
    if (length.isPresent()) {
      throw OrillaException.invalid(
          "%s has %d registers: leave out the length"
              .formatted(encoding.text(), encoding.registers()));
    }
    return encoding.registers();
  }

  private Optional<BitField> bits(Encoding encoding) {
    return address
        .option("bits")
        .map(
            text -> {
              Matcher matcher = BITS.matcher(text);
              int most = 16 * encoding.registers() - 1;
              if (encoding.isWhole() && matcher.matches()) {
                int first = Integer.parseInt(matcher.group(1));
                int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
                if (first <= last && last <= most) {
                  return new BitField(first, last);
                }
              }
              throw OrillaException.invalid(
                  "the option bits=%s is wrong: write one as 3 or some as 4-7, 0 being the lowest of a whole number"
                      .formatted(text));
            });
  }

  private static long bits(String text) {
    return text.startsWith("0x")
        ? Long.parseUnsignedLong(text.substring(2), 16)
        : Long.parseLong(text);
  }

  private double number(String option, double otherwise) {
    return address.option(option, Double::valueOf).orElse(otherwise);
  }
}

package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Address;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;

/**
 * By how much a value must differ from the last for the server to send it (OPC 10000-4, 7.22.2);
 * without one every value is sent.
 *
 * @param width in the value's own unit, or in percent of its range
 */
record DeadBand(DeadbandType type, double width) {
  static final List<String> OPTIONS = List.of("deadband", "deadbandPercent");
  private static final DeadBand NONE = new DeadBand(DeadbandType.None, 0);
  private static final double ALL = 100;

  /**
   * @throws OrillaException INVALID_ARGUMENT when both are said, or one is not positive
   */
  static DeadBand of(Address address) {
    Optional<Double> absolute = width(address, "deadband", Double.MAX_VALUE);
    Optional<Double> percent = width(address, "deadbandPercent", ALL);
    if (absolute.isPresent() && percent.isPresent()) {
      throw OrillaException.invalid("a signal has a deadband or a deadbandPercent, not both");
    }
    return absolute
        .map(width -> new DeadBand(DeadbandType.Absolute, width))
        .or(() -> percent.map(width -> new DeadBand(DeadbandType.Percent, width)))
        .orElse(NONE);
  }

  private static Optional<Double> width(Address address, String option, double most) {
    Optional<Double> width = address.option(option, Double::valueOf);
    if (width.filter(value -> !(value > 0 && value <= most)).isPresent()) {
      throw OrillaException.invalid(
          "the option %s=%s must be more than 0%s"
              .formatted(option, width.get(), most == ALL ? " and at most 100" : ""));
    }
    return width;
  }

  boolean isNone() {
    return type == DeadbandType.None;
  }

  /** Without a band a value equal to the last one is sent too: time goes on with it. */
  DataChangeFilter filter() {
    return new DataChangeFilter(
        isNone() ? DataChangeTrigger.StatusValueTimestamp : DataChangeTrigger.StatusValue,
        uint(type.getValue()),
        width);
  }
}

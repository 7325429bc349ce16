package io.orilla.connector.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.util.List;
import java.util.Optional;

/** A signal, and where its value stands in a JSON message that tells of several. */
public record JsonSignal(SignalName name, Payload payload) {
  private static final List<String> OPTIONS = List.of("time", "type");

  /**
   * Reads signals whose address is the JSON path of the value, with the options time, a path too,
   * and type.
   *
   * @throws OrillaException INVALID_DOCUMENT
   */
  public static List<JsonSignal> all(List<SourceSpec.Signal> signals) {
    return Addresses.read(signals, JsonSignal::of);
  }

  private static JsonSignal of(SourceSpec.Signal signal) {
    Address address = Address.parse(signal.address(), OPTIONS);
    return new JsonSignal(
        signal.name(),
        new Payload(
            Optional.of(JsonPath.parse(address.place())),
            address.option("time").map(JsonPath::parse),
            address.option("type", Payload.Kind::of).orElse(Payload.Kind.AUTO)));
  }

  /**
   * What a message says of it.
   *
   * @param arrival µs UTC; also when it was so, where the message does not say
   * @throws OrillaException INVALID_ARGUMENT when it says nothing that can be read
   */
  public Sample sample(JsonNode message, long arrival) {
    Payload.Reading reading = payload.read(message);
    return new Sample(name, reading.sourceTime().orElse(arrival), arrival, reading.value(), 0);
  }
}

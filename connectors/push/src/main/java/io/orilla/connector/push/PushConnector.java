package io.orilla.connector.push;

import io.orilla.connector.peer.Address;
import io.orilla.connector.peer.Addresses;
import io.orilla.connector.peer.JsonPath;
import io.orilla.connector.peer.Payload;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.SignalName;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Listens for JSON that others post. A signal's address is the JSON path of its value. */
public final class PushConnector implements Connector {
  private static final List<String> OPTIONS = List.of("time", "type");

  private final InstantSource clock;

  /** A signal, and where its value stands in a message. */
  record Place(SignalName signal, Payload payload) {}

  /**
   * @param clock of the arrival times
   */
  public PushConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "push";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    PushSettings settings = PushSettings.read(source.settings());
    List<Place> places = Addresses.read(source.signals(), PushConnector::place);
    return new PushConnection(settings, places, listener, clock);
  }

  private static Place place(SourceSpec.Signal signal) {
    Address address = Address.parse(signal.address(), OPTIONS);
    return new Place(
        signal.name(),
        new Payload(
            Optional.of(JsonPath.parse(address.place())),
            address.option("time").map(JsonPath::parse),
            address.option("type", Payload.Kind::of).orElse(Payload.Kind.AUTO)));
  }
}

package io.orilla.connector.http;

import io.orilla.connector.peer.Address;
import io.orilla.connector.peer.Addresses;
import io.orilla.connector.peer.JsonPath;
import io.orilla.connector.peer.Payload;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.connector.Writer;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.SignalName;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Polls a web address for JSON; a signal's address is the JSON path of its value. Posts JSON to the
 * paths behind a web address.
 */
public final class HttpConnector implements Connector {
  private static final List<String> OPTIONS = List.of("time", "type");

  private final InstantSource clock;

  /** A signal, and where its value stands. */
  record Place(SignalName signal, Payload payload) {}

  /**
   * @param clock of the arrival times
   */
  public HttpConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "http";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    HttpSettings settings = HttpSettings.read(source.settings());
    List<Place> places = Addresses.read(source.signals(), HttpConnector::place);
    return new HttpConnection(settings, places, listener, clock);
  }

  @Override
  public Writer writer(OutputSpec output) {
    return new HttpWriter(HttpSettings.ofOutput(output.settings()));
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

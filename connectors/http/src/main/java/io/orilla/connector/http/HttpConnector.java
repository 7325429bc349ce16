package io.orilla.connector.http;

import io.orilla.connector.peer.JsonSignal;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.connector.Writer;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import java.time.InstantSource;

/**
 * Polls a web address for JSON; a signal's address is the JSON path of its value. Posts JSON to the
 * paths behind a web address.
 */
public final class HttpConnector implements Connector {
  private final InstantSource clock;

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
    return new HttpConnection(settings, JsonSignal.all(source.signals()), listener, clock);
  }

  @Override
  public Writer writer(OutputSpec output) {
    return new HttpWriter(HttpSettings.ofOutput(output.settings()));
  }
}

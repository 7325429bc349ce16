package io.orilla.connector.push;

import io.orilla.connector.peer.JsonSignal;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.document.SourceSpec;
import java.time.InstantSource;

/** Listens for JSON that others post. A signal's address is the JSON path of its value. */
public final class PushConnector implements Connector {
  private final InstantSource clock;

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
    return new PushConnection(settings, JsonSignal.all(source.signals()), listener, clock);
  }
}

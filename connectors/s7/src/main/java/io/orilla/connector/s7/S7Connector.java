package io.orilla.connector.s7;

import io.orilla.connector.peer.Addresses;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.document.SourceSpec;
import java.time.InstantSource;
import java.util.List;

/**
 * Polls the memory of a controller. The protocol knows neither times nor quality: a sample's source
 * time is when its answer came, and its status is good.
 */
public final class S7Connector implements Connector {
  private final InstantSource clock;

  /**
   * @param clock of the samples' times
   */
  public S7Connector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "s7";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    S7Settings settings = S7Settings.read(source.settings());
    List<Point> points = Addresses.read(source.signals(), PointReader::read);
    return new S7Connection(settings, points, listener, clock);
  }
}

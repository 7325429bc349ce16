package io.orilla.connector.modbus;

import io.orilla.connector.peer.Addresses;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.connector.Writer;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import java.time.InstantSource;
import java.util.List;

/**
 * Polls Modbus devices, and writes to them. The protocol knows neither times nor quality: a
 * sample's source time is when its answer came, and its status is good unless the device says that
 * the value is not there.
 */
public final class ModbusConnector implements Connector {
  private final InstantSource clock;

  /**
   * @param clock of the samples' times
   */
  public ModbusConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "modbus";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    ModbusSettings settings = ModbusSettings.read(source.settings());
    List<Point> points =
        Addresses.read(source.signals(), signal -> PointReader.read(signal, settings));
    return new ModbusConnection(settings, new ReadPlan(settings, points), listener, clock);
  }

  @Override
  public Writer writer(OutputSpec output) {
    return new ModbusWriter(ModbusSettings.ofOutput(output.settings()), output.writes());
  }
}

package io.orilla.connector.opcua;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.connector.Writer;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import java.time.InstantSource;

/**
 * Subscribes the signals of any OPC UA server. A signal's address is its node id, as {@code
 * ns=2;s=loop1/pressure} (OPC 10000-6, 5.3.1.10). Every value arrives with its source time and raw
 * status code, also one that is equal to the last.
 */
public final class OpcUaConnector implements Connector {
  private final InstantSource clock;

  /**
   * @param clock of the arrival times
   */
  public OpcUaConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "opcua";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    return new OpcUaConnection(OpcUaSource.of(source), listener, clock);
  }

  @Override
  public Browser browse(JsonNode settings) {
    return new OpcUaBrowser(OpcUaSettings.read(settings), clock);
  }

  @Override
  public Writer writer(OutputSpec output) {
    return new OpcUaWriter(OpcUaSettings.ofOutput(output.settings()), output.writes(), clock);
  }
}

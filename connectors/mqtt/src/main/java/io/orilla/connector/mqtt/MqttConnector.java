package io.orilla.connector.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.connector.Writer;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import java.time.InstantSource;

/**
 * Takes values from a broker's topics. A message is acknowledged when its values are journalled, so
 * with a client id and quality of service 1 or 2 none is lost while node or network are away.
 * Publishes to topics, without a session that would repeat what was not acknowledged.
 */
public final class MqttConnector implements Connector {
  private final InstantSource clock;

  /**
   * @param clock of the arrival times
   */
  public MqttConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "mqtt";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    MqttSettings settings = MqttSettings.read(source.settings());
    return new MqttConnection(settings, new Routes(settings, source.signals()), listener, clock);
  }

  @Override
  public Writer writer(OutputSpec output) {
    return new MqttWriter(MqttSettings.ofOutput(output.settings()), output.writes());
  }

  @Override
  public Browser browse(JsonNode settings) {
    return new ListeningBrowser(MqttSettings.read(settings).broker(), new TopicTree());
  }

  /** A client id may be there once, and what the broker keeps for it is not a visitor's. */
  @Override
  public JsonNode visiting(JsonNode settings) {
    return BrokerSettings.visiting(settings);
  }
}

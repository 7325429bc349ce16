package io.orilla.connector.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.mqtt.BrokerSettings;
import io.orilla.connector.mqtt.ListeningBrowser;
import io.orilla.connector.peer.Addresses;
import io.orilla.connector.sparkplug.EdgeNode.Named;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the metrics of Sparkplug edge nodes and their devices, as a host application does. A
 * signal's address is {@code group/node:metric} or {@code group/node/device:metric}.
 */
public final class SparkplugConnector implements Connector {
  private static final Pattern ADDRESS =
      Pattern.compile("([^/+#:]+/[^/+#:]+)(?:/([^/+#:]+))?:(.+)");

  private final InstantSource clock;

  private record Place(Named metric, SignalName signal) {}

  /**
   * @param clock of the arrival times
   */
  public SparkplugConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "sparkplug";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    SparkplugSettings settings = SparkplugSettings.read(source.settings());
    Map<Named, List<SignalName>> signals = new LinkedHashMap<>();
    for (Place place : Addresses.read(source.signals(), SparkplugConnector::place)) {
      signals.computeIfAbsent(place.metric(), metric -> new ArrayList<>()).add(place.signal());
    }
    return new SparkplugConnection(settings, signals, listener, clock);
  }

  @Override
  public Browser browse(JsonNode settings) {
    return new ListeningBrowser(SparkplugSettings.read(settings).broker(), new BirthTree(clock));
  }

  /** A visitor is no primary host: edge nodes would go when it goes. */
  @Override
  public JsonNode visiting(JsonNode settings) {
    JsonNode visiting = BrokerSettings.visiting(settings);
    if (visiting instanceof ObjectNode object) {
      object.remove("hostId");
    }
    return visiting;
  }

  private static Place place(SourceSpec.Signal signal) {
    Matcher matcher = ADDRESS.matcher(signal.address());
    if (!matcher.matches()) {
      throw OrillaException.invalid(
          "'%s' is no metric; write it as group/node/device:metric".formatted(signal.address()));
    }
    String device = matcher.group(2) == null ? "" : matcher.group(2);
    return new Place(
        new Named(new Origin(matcher.group(1), device), matcher.group(3)), signal.name());
  }
}

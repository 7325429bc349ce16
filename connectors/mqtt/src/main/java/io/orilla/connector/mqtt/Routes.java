package io.orilla.connector.mqtt;

import io.orilla.connector.peer.Address;
import io.orilla.connector.peer.Addresses;
import io.orilla.connector.peer.JsonPath;
import io.orilla.connector.peer.NameTemplate;
import io.orilla.connector.peer.Payload;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which signals a topic's messages are of, and how a value stands in them. */
final class Routes {
  private static final Logger log = LoggerFactory.getLogger(Routes.class);
  private static final List<String> OPTIONS = List.of("value", "time", "type");

  /** So many signals at most name themselves: who publishes cannot fill the node's memory. */
  private static final int MOST_NAMED = 10_000;

  private final Map<String, List<Route>> declared = new HashMap<>();
  private final Map<String, List<Route>> named = new HashMap<>();
  private final List<Template> templates;

  /** A signal, and how its value stands in a message. */
  record Route(SignalName signal, Payload payload) {}

  private record Place(String topic, Route route) {}

  private record Template(String filter, NameTemplate names, Payload payload) {}

  /**
   * @throws OrillaException INVALID_DOCUMENT with what is wrong
   */
  Routes(MqttSettings settings, List<SourceSpec.Signal> signals) {
    this.templates =
        settings.topics().stream()
            .map(topic -> new Template(topic.filter(), topic.names(), topic.payload()))
            .toList();
    for (Place place : Addresses.read(signals, Routes::place)) {
      declared.computeIfAbsent(place.topic(), topic -> new ArrayList<>()).add(place.route());
    }
  }

  private static Place place(SourceSpec.Signal signal) {
    Address address = Address.parse(signal.address(), OPTIONS);
    if (address.place().isEmpty() || address.place().matches(".*[+#].*")) {
      throw OrillaException.invalid(
          "'%s' is no topic; write one without + and #, as plant/l3/temperature"
              .formatted(address.place()));
    }
    Payload payload =
        new Payload(
            address.option("value").map(JsonPath::parse),
            address.option("time").map(JsonPath::parse),
            address.option("type", Payload.Kind::of).orElse(Payload.Kind.AUTO));
    return new Place(address.place(), new Route(signal.name(), payload));
  }

  /** What to ask the broker for. */
  Set<String> filters() {
    Set<String> filters = new LinkedHashSet<>(declared.keySet());
    templates.forEach(template -> filters.add(template.filter()));
    return filters;
  }

  List<Route> declaredAt(String topic) {
    return declared.getOrDefault(topic, List.of());
  }

  /** The signals of a message: those that were declared for its topic, else those it names. */
  List<Route> of(String topic) {
    List<Route> known = declared.getOrDefault(topic, named.get(topic));
    if (known != null) {
      return known;
    }
    if (named.size() >= MOST_NAMED) {
      return List.of();
    }
    List<Route> found =
        templates.stream().flatMap(template -> named(template, topic).stream()).toList();
    named.put(topic, found);
    if (named.size() == MOST_NAMED) {
      log.warn("{} topics came; the signals of further ones are passed over", MOST_NAMED);
    }
    return found;
  }

  /** A topic that makes no signal's name is nobody's. */
  private static Optional<Route> named(Template template, String topic) {
    try {
      return template.names().name(topic).map(name -> new Route(name, template.payload()));
    } catch (OrillaException e) {
      return Optional.empty();
    }
  }
}

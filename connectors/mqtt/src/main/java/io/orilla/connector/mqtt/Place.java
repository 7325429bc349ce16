package io.orilla.connector.mqtt;

import com.fasterxml.jackson.core.JsonPointer;
import io.orilla.connector.peer.Address;
import io.orilla.connector.peer.JsonPath;
import java.util.List;

/**
 * A topic or a part of one, and a place in the JSON of its message.
 *
 * @param path as {@code $.motor.speed}; {@code $} for the message itself
 */
record Place(String topic, String path) {
  private static final String WHOLE = "$";

  static Place of(String where) {
    Address address = Address.parse(where, List.of("value"));
    return new Place(address.place(), address.option("value").orElse(WHOLE));
  }

  boolean isTopic() {
    return path.equals(WHOLE);
  }

  JsonPointer pointer() {
    return JsonPath.parse(path).pointer();
  }

  Place below(String level) {
    return new Place(topic.isEmpty() ? level : topic + "/" + level, path);
  }

  Place within(String member) {
    boolean plain = member.matches("[\\p{L}_][\\p{L}\\p{N}_-]*");
    return new Place(topic, path + (plain ? "." + member : "['" + member + "']"));
  }

  /** As a signal has it. */
  String address() {
    return escaped(topic) + (isTopic() ? "" : "?value=" + escaped(path));
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("?", "%3F").replace("&", "%26");
  }
}

package io.orilla.connector.sparkplug;

import java.util.Comparator;
import java.util.Optional;

/**
 * An edge node or one of its devices.
 *
 * @param node {@code group/edge}
 * @param device empty for the node itself
 */
record Origin(String node, String device) {
  static final Comparator<Origin> IN_ORDER =
      Comparator.comparing(Origin::node).thenComparing(Origin::device);

  private static final String NAMESPACE = "spBv1.0";

  /** A topic's kind of message and its origin (Sparkplug 3.0.0, 4.1). */
  record Spoken(String kind, Origin origin) {}

  static Optional<Spoken> ofTopic(String topic) {
    String[] parts = topic.split("/", -1);
    if (parts.length < 4 || parts.length > 5 || !parts[0].equals(NAMESPACE)) {
      return Optional.empty();
    }
    String device = parts.length == 5 ? parts[4] : "";
    return Optional.of(new Spoken(parts[2], new Origin(parts[1] + "/" + parts[3], device)));
  }

  /** All that an edge node and its devices say. */
  static String filter(String node) {
    int slash = node.indexOf('/');
    return NAMESPACE + "/" + node.substring(0, slash) + "/+/" + node.substring(slash + 1) + "/#";
  }

  static String filterOfAll() {
    return NAMESPACE + "/#";
  }

  /** As addresses begin that mean it: {@code group}, a slash, and the rest. */
  String group() {
    return node.substring(0, node.indexOf('/'));
  }

  String edge() {
    return node.substring(node.indexOf('/') + 1);
  }

  static String commandTopic(String node) {
    int slash = node.indexOf('/');
    return NAMESPACE + "/" + node.substring(0, slash) + "/NCMD/" + node.substring(slash + 1);
  }

  static String stateTopic(String hostId) {
    return NAMESPACE + "/STATE/" + hostId;
  }

  @Override
  public String toString() {
    return device.isEmpty() ? node : node + "/" + device;
  }
}

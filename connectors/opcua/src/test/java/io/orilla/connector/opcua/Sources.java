package io.orilla.connector.opcua;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import java.util.Arrays;

/** Sources as a user would declare them. */
final class Sources {
  static final AssetName ASSET = new AssetName("riva/hall1/water/loop1");

  private Sources() {}

  static ObjectNode settings(String endpoint) {
    return Json.mapper().createObjectNode().put("endpoint", endpoint);
  }

  /** A source that reads each of the simulator's nodes under its own name. */
  static SourceSpec of(ObjectNode settings, String... nodes) {
    return inNamespace(2, settings, nodes);
  }

  static SourceSpec inNamespace(int namespace, ObjectNode settings, String... nodes) {
    return new SourceSpec(
        new ObjectName("hall-1"),
        "opcua",
        settings,
        Arrays.stream(nodes).map(node -> signal(namespace, node)).toList());
  }

  private static SourceSpec.Signal signal(int namespace, String node) {
    return new SourceSpec.Signal(ASSET.signal(node), "ns=%d;s=%s".formatted(namespace, node), null);
  }
}

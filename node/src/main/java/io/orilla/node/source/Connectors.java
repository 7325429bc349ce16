package io.orilla.node.source;

import io.orilla.model.connector.Connector;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What this node can speak, by type. */
public final class Connectors {
  private final Map<String, Connector> byType = new TreeMap<>();

  public Connectors(List<Connector> connectors) {
    connectors.forEach(connector -> byType.put(connector.type(), connector));
  }

  /**
   * @throws OrillaException INVALID_DOCUMENT when there is none of this type
   */
  public Connector of(String type) {
    Connector connector = byType.get(type);
    if (connector == null) {
      throw new OrillaException(
          ErrorCode.INVALID_DOCUMENT,
          "this node has no connector '" + type + "'; it has " + byType.keySet());
    }
    return connector;
  }
}

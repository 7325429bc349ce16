package io.orilla.server.fleet;

import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Node states in the database. */
final class NodeStateStore {
  private NodeStateStore() {}

  /** A state, and when its node last spoke, by the server's clock. */
  record Kept(NodeState state, Instant lastSeen) {}

  static Map<ObjectName, Kept> all(Handle handle) {
    Map<ObjectName, Kept> all = new HashMap<>();
    handle
        .createQuery("SELECT node, last_seen, state FROM node_state")
        .map(
            (row, context) ->
                Map.entry(
                    new ObjectName(row.getString("node")),
                    new Kept(
                        Json.read(row.getString("state"), NodeState.class),
                        Micros.instant(row.getLong("last_seen")))))
        .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  static void save(Handle handle, ObjectName node, Kept kept) {
    handle
        .createUpdate(
            """
            INSERT INTO node_state (node, last_seen, state) VALUES (:node, :seen, :state)
            ON CONFLICT (node) DO UPDATE SET last_seen = :seen, state = :state
            """)
        .bind("node", node.text())
        .bind("seen", Micros.of(kept.lastSeen()))
        .bind("state", Json.text(kept.state()))
        .execute();
  }

  static void saveSeen(Handle handle, ObjectName node, Instant lastSeen) {
    handle
        .createUpdate(
            """
            INSERT INTO node_state (node, last_seen, state) VALUES (:node, :seen, :silent)
            ON CONFLICT (node) DO UPDATE SET last_seen = :seen
            """)
        .bind("seen", Micros.of(lastSeen))
        .bind("node", node.text())
        .bind("silent", Json.text(NodeState.SILENT))
        .execute();
  }
}

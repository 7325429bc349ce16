package io.orilla.server.desired;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A version of a node's desired state.
 *
 * @param content digest of what it asks for, without version and time: the same content is not
 *     issued twice in a row
 * @param signed as it is handed out, the same bytes each time
 */
record IssuedState(DesiredState state, Digest content, SignedState signed) {
  private static final String SELECT =
      "SELECT epoch, counter, content, payload, signature FROM desired_state ";

  static Digest contentOf(Assignment assignment) {
    return Digest.of(Json.bytes(assignment));
  }

  static Optional<IssuedState> newest(Handle handle, ObjectName node) {
    return handle
        .createQuery(SELECT + "WHERE node = :node ORDER BY epoch DESC, counter DESC LIMIT 1")
        .bind("node", node.text())
        .map((row, context) -> read(row))
        .findOne();
  }

  static Optional<IssuedState> find(Handle handle, ObjectName node, StateVersion version) {
    return handle
        .createQuery(SELECT + "WHERE node = :node AND epoch = :epoch AND counter = :counter")
        .bind("node", node.text())
        .bind("epoch", version.epoch())
        .bind("counter", version.counter())
        .map((row, context) -> read(row))
        .findOne();
  }

  static long epoch(Handle handle) {
    return handle.createQuery("SELECT max(epoch) FROM desired_epoch").mapTo(Long.class).one();
  }

  private static IssuedState read(ResultSet row) throws SQLException {
    byte[] payload = row.getString("payload").getBytes(StandardCharsets.UTF_8);
    return new IssuedState(
        Json.read(payload, DesiredState.class),
        new Digest(row.getString("content")),
        new SignedState(payload, Base64.getDecoder().decode(row.getString("signature"))));
  }

  void insert(Handle handle) {
    handle
        .createUpdate(
            """
            INSERT INTO desired_state (node, epoch, counter, content, payload, signature)
            VALUES (:node, :epoch, :counter, :content, :payload, :signature)
            """)
        .bind("node", state.node().text())
        .bind("epoch", state.version().epoch())
        .bind("counter", state.version().counter())
        .bind("content", content.text())
        .bind("payload", new String(signed.payload(), StandardCharsets.UTF_8))
        .bind("signature", Base64.getEncoder().encodeToString(signed.signature()))
        .execute();
  }
}

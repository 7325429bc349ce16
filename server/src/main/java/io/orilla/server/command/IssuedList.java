package io.orilla.server.command;

import io.orilla.model.command.CommandList;
import io.orilla.model.command.SignedCommands;
import io.orilla.model.content.Json;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.server.authority.StateSigner;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The newest list of a node's commands, as it is handed out. */
public record IssuedList(StateVersion version, SignedCommands signed) {
  static Map<ObjectName, IssuedList> all(Handle handle) {
    Map<ObjectName, IssuedList> lists = new LinkedHashMap<>();
    handle
        .createQuery("SELECT * FROM command_list ORDER BY node")
        .map((row, context) -> Map.entry(new ObjectName(row.getString("node")), read(row)))
        .forEach(entry -> lists.put(entry.getKey(), entry.getValue()));
    return lists;
  }

  private static IssuedList read(ResultSet row) throws SQLException {
    return new IssuedList(
        new StateVersion(row.getLong("epoch"), row.getLong("counter")),
        new SignedCommands(
            row.getString("payload").getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(row.getString("signature"))));
  }

  /** The same list by the key of today: nodes do not take one of a key before. */
  IssuedList signedBy(StateSigner signer) {
    return new IssuedList(version, signer.sign(Json.read(signed.payload(), CommandList.class)));
  }

  void save(Handle handle, ObjectName node) {
    handle
        .createUpdate(
            """
            INSERT INTO command_list (node, epoch, counter, payload, signature)
            VALUES (:node, :epoch, :counter, :payload, :signature)
            ON CONFLICT (node) DO UPDATE SET
              epoch = :epoch, counter = :counter, payload = :payload, signature = :signature
            """)
        .bind("node", node.text())
        .bind("epoch", version.epoch())
        .bind("counter", version.counter())
        .bind("payload", new String(signed.payload(), StandardCharsets.UTF_8))
        .bind("signature", Base64.getEncoder().encodeToString(signed.signature()))
        .execute();
  }
}

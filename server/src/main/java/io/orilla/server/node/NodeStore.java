package io.orilla.server.node;

import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Enrolled nodes in the database. */
final class NodeStore {
  private NodeStore() {}

  static List<EnrolledNode> all(Handle handle) {
    Map<String, List<IssuedCertificate>> certificates = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT node, serial, public_key, certificate, valid_until, issued_at, used_at, revoked_at
            FROM node_certificate ORDER BY issued_at DESC, serial
            """)
        .map((row, context) -> Map.entry(row.getString("node"), IssuedCertificate.read(row)))
        .forEach(
            entry ->
                certificates
                    .computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                    .add(entry.getValue()));
    return handle
        .createQuery("SELECT name, enrolled_at, revoked_at, quarantine FROM node ORDER BY name")
        .map(
            (row, context) ->
                read(row, certificates.getOrDefault(row.getString("name"), List.of())))
        .list();
  }

  private static EnrolledNode read(ResultSet row, List<IssuedCertificate> certificates)
      throws SQLException {
    return new EnrolledNode(
        new ObjectName(row.getString("name")),
        Micros.instant(row.getLong("enrolled_at")),
        IssuedCertificate.instant(row, "revoked_at"),
        row.getString("quarantine"),
        certificates);
  }

  static void save(Handle handle, EnrolledNode node) {
    handle
        .createUpdate(
            """
            INSERT INTO node (name, enrolled_at, revoked_at, quarantine)
            VALUES (:name, :enrolledAt, :revokedAt, :quarantine)
            ON CONFLICT (name) DO UPDATE
            SET enrolled_at = :enrolledAt, revoked_at = :revokedAt, quarantine = :quarantine
            """)
        .bind("name", node.name().text())
        .bind("enrolledAt", Micros.of(node.enrolledAt()))
        .bind("revokedAt", IssuedCertificate.micros(node.revokedAt()))
        .bind("quarantine", node.quarantine())
        .execute();
    node.certificates().forEach(certificate -> certificate.save(handle, node.name()));
  }
}

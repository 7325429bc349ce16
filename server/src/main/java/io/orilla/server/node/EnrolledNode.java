package io.orilla.server.node;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.server.authority.NodeCertificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A box that joined, by the name it joined under.
 *
 * @param publicKey digest of its key's SubjectPublicKeyInfo
 */
public record EnrolledNode(
    ObjectName name,
    Instant enrolledAt,
    Digest publicKey,
    NodeCertificate certificate,
    Standing standing) {
  /** Whether the node may speak. */
  public enum Standing {
    TRUSTED,
    REVOKED
  }

  static List<EnrolledNode> all(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT name, enrolled_at, public_key, certificate, serial, certificate_until, revoked_at
            FROM node ORDER BY name
            """)
        .map((row, context) -> read(row))
        .list();
  }

  private static EnrolledNode read(ResultSet row) throws SQLException {
    return new EnrolledNode(
        new ObjectName(row.getString("name")),
        Micros.instant(row.getLong("enrolled_at")),
        new Digest(row.getString("public_key")),
        new NodeCertificate(
            row.getString("certificate"),
            row.getString("serial"),
            Micros.instant(row.getLong("certificate_until"))),
        row.getString("revoked_at") == null ? Standing.TRUSTED : Standing.REVOKED);
  }

  void insert(Handle handle) {
    handle
        .createUpdate(
            """
            INSERT INTO node (name, enrolled_at, public_key, certificate, serial, certificate_until)
            VALUES (:name, :enrolledAt, :publicKey, :certificate, :serial, :until)
            """)
        .bind("name", name.text())
        .bind("enrolledAt", Micros.of(enrolledAt))
        .bind("publicKey", publicKey.text())
        .bind("certificate", certificate.pem())
        .bind("serial", certificate.serial())
        .bind("until", Micros.of(certificate.until()))
        .execute();
  }
}

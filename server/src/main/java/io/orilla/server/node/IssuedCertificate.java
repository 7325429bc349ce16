package io.orilla.server.node;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.server.authority.NodeCertificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that a node was given.
 *
 * @param publicKey digest of its key's SubjectPublicKeyInfo
 * @param usedAt when the node first spoke with it
 */
record IssuedCertificate(
    NodeCertificate certificate,
    Digest publicKey,
    Instant issuedAt,
    @Nullable Instant usedAt,
    @Nullable Instant revokedAt) {

  static IssuedCertificate fresh(NodeCertificate certificate, Digest publicKey, Instant now) {
    return new IssuedCertificate(certificate, publicKey, now, null, null);
  }

  String serial() {
    return certificate.serial();
  }

  boolean isValid(Instant now) {
    return revokedAt == null && now.isBefore(certificate.until());
  }

  IssuedCertificate used(Instant now) {
    return new IssuedCertificate(certificate, publicKey, issuedAt, now, revokedAt);
  }

  IssuedCertificate revoked(Instant now) {
    return revokedAt == null
        ? new IssuedCertificate(certificate, publicKey, issuedAt, usedAt, now)
        : this;
  }

  static IssuedCertificate read(ResultSet row) throws SQLException {
    return new IssuedCertificate(
        new NodeCertificate(
            row.getString("certificate"),
            row.getString("serial"),
            Micros.instant(row.getLong("valid_until"))),
        new Digest(row.getString("public_key")),
        Micros.instant(row.getLong("issued_at")),
        instant(row, "used_at"),
        instant(row, "revoked_at"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Micros.instant(micros);
  }

  static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : Micros.of(instant);
  }

  void save(Handle handle, ObjectName node) {
    handle
        .createUpdate(
            """
            INSERT INTO node_certificate
              (serial, node, public_key, certificate, valid_until, issued_at, used_at, revoked_at)
            VALUES (:serial, :node, :publicKey, :certificate, :until, :issuedAt, :usedAt, :revokedAt)
            ON CONFLICT (serial) DO UPDATE SET used_at = :usedAt, revoked_at = :revokedAt
            """)
        .bind("serial", serial())
        .bind("node", node.text())
        .bind("publicKey", publicKey.text())
        .bind("certificate", certificate.pem())
        .bind("until", Micros.of(certificate.until()))
        .bind("issuedAt", Micros.of(issuedAt))
        .bind("usedAt", micros(usedAt))
        .bind("revokedAt", micros(revokedAt))
        .execute();
  }
}

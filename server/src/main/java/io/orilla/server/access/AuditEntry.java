package io.orilla.server.access;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Something that somebody did or was refused.
 *
 * @param action in words, or method and path
 * @param outcome status of the answer: from 400 on it was refused
 * @param hash SHA-256 over the hash before and this entry's other fields, line by line
 */
public record AuditEntry(
    long sequence, Instant at, String who, String role, String action, int outcome, Digest hash) {
  /** What the first entry follows. */
  static final Digest NOTHING = Digest.ofText("orilla audit v1");

  static AuditEntry after(
      long sequence, Digest before, Instant at, Principal who, String action, int outcome) {
    String role = who.role().toString();
    Digest hash = hash(before, sequence, at, who.name(), role, action, outcome);
    return new AuditEntry(sequence, at, who.name(), role, action, outcome, hash);
  }

  boolean follows(Digest before) {
    return hash.equals(hash(before, sequence, at, who, role, action, outcome));
  }

  private static Digest hash(
      Digest before,
      long sequence,
      Instant at,
      String who,
      String role,
      String action,
      int outcome) {
    return Digest.ofText(
        "%s\n%d\n%d\n%s\n%s\n%s\n%d"
            .formatted(before, sequence, Micros.of(at), who, role, action, outcome));
  }

  static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("sequence"),
        Micros.instant(row.getLong("at")),
        row.getString("who"),
        row.getString("role"),
        row.getString("action"),
        row.getInt("outcome"),
        new Digest(row.getString("hash")));
  }

  void insert(Handle handle) {
    handle
        .createUpdate(
            """
            INSERT INTO audit (sequence, at, who, role, action, outcome, hash)
            VALUES (:sequence, :at, :who, :role, :action, :outcome, :hash)
            """)
        .bind("sequence", sequence)
        .bind("at", Micros.of(at))
        .bind("who", who)
        .bind("role", role)
        .bind("action", action)
        .bind("outcome", outcome)
        .bind("hash", hash.text())
        .execute();
  }
}

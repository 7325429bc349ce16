package io.orilla.server.access;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.store.Database;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Secrets with a role, by which programs and people elsewhere speak to this server. */
public final class ApiTokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = "orilla-api-1.";
  private static final int SECRET_BYTES = 32;

  private final Database database;
  private final InstantSource clock;

  public ApiTokens(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A token without its secret. */
  public record ApiToken(ObjectName name, Role role, Instant madeAt, String madeBy) {}

  /**
   * Makes a token; it is not shown again.
   *
   * @throws OrillaException ALREADY_EXISTS when one has the name
   */
  String make(ObjectName name, Role role, Principal by) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    int made =
        database.write(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO api_token (name, role, secret, made_at, made_by)
                        VALUES (:name, :role, :secret, :at, :by) ON CONFLICT (name) DO NOTHING
                        """)
                    .bind("name", name.text())
                    .bind("role", role.name())
                    .bind("secret", Digest.ofText(token).text())
                    .bind("at", Micros.of(clock.instant()))
                    .bind("by", by.name())
                    .execute());
    if (made == 0) {
      throw new OrillaException(
          ErrorCode.ALREADY_EXISTS, "an API token '" + name + "' was made before; revoke it first");
    }
    return token;
  }

  List<ApiToken> all() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT name, role, made_at, made_by FROM api_token ORDER BY name")
                .map(
                    (row, context) ->
                        new ApiToken(
                            new ObjectName(row.getString("name")),
                            Role.valueOf(row.getString("role")),
                            Micros.instant(row.getLong("made_at")),
                            row.getString("made_by")))
                .list());
  }

  Optional<Principal> find(String token) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT name, role FROM api_token WHERE secret = :secret")
                .bind("secret", Digest.ofText(token).text())
                .map(
                    (row, context) ->
                        new Principal(row.getString("name"), Role.valueOf(row.getString("role"))))
                .findOne());
  }

  void revoke(ObjectName name) {
    int revoked =
        database.write(
            handle ->
                handle
                    .createUpdate("DELETE FROM api_token WHERE name = :name")
                    .bind("name", name.text())
                    .execute());
    if (revoked == 0) {
      throw OrillaException.notFound("there is no API token '" + name + "'");
    }
  }
}

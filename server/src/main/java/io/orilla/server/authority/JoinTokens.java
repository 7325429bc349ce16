package io.orilla.server.authority;

import io.orilla.model.content.Digest;
import io.orilla.model.content.DurationText;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.JoinToken;
import io.orilla.server.store.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tokens that admit one node each: made here, shown once, burnt when a node joins. */
public final class JoinTokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Database database;
  private final CertificateAuthority authority;
  private final InstantSource clock;

  public JoinTokens(Database database, CertificateAuthority authority, InstantSource clock) {
    this.database = database;
    this.authority = authority;
    this.clock = clock;
  }

  /**
   * A token as it is shown to who asked for it.
   *
   * @param token what {@link JoinToken#encode} gives
   */
  public record Made(String token, Instant expires) {}

  /** Whom a token lets in. */
  public sealed interface Admission {
    /**
     * A box under a name that no node has.
     *
     * @param node the only name; any when absent
     */
    record Newcomer(Optional<ObjectName> node) implements Admission {}

    /** Another box, or the same one anew, under the name of a node that joined before. */
    record Replacement(ObjectName node) implements Admission {}
  }

  /**
   * Makes a token.
   *
   * @param addresses of the nodes' listener
   */
  public Made make(Admission admission, Duration valid, List<String> addresses) {
    if (!valid.isPositive() || valid.compareTo(LONGEST) > 0) {
      throw OrillaException.invalid(
          "valid: %s is no life for a token; give more than 0s and at most %s"
              .formatted(DurationText.format(valid), DurationText.format(LONGEST)));
    }
    byte[] random = new byte[SECRET_BYTES];
    RANDOM.nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant expires = clock.instant().plus(valid);
    database.execute(handle -> insert(handle, Digest.ofText(secret), admission, expires));
    return new Made(new JoinToken(addresses, authority.fingerprint(), secret).encode(), expires);
  }

  private static void insert(Handle handle, Digest secret, Admission admission, Instant expires) {
    Optional<ObjectName> node =
        switch (admission) {
          case Admission.Newcomer(Optional<ObjectName> name) -> name;
          case Admission.Replacement(ObjectName name) -> Optional.of(name);
        };
    handle
        .createUpdate(
            """
            INSERT INTO join_token (secret, node, replaces, expires_at)
            VALUES (:secret, :node, :replaces, :expires)
            """)
        .bind("secret", secret.text())
        .bind("node", node.map(ObjectName::text).orElse(null))
        .bind("replaces", admission instanceof Admission.Replacement ? 1 : 0)
        .bind("expires", Micros.of(expires))
        .execute();
  }

  /**
   * Uses a token up for this node, within the transaction that records the node.
   *
   * @return whether the token hands over the name of a node that joined before
   * @throws OrillaException TOKEN_REFUSED when it is unknown, used, expired or for another node
   */
  public boolean burn(Handle handle, String secret, ObjectName node) {
    Digest digest = Digest.ofText(secret);
    long now = Micros.of(clock.instant());
    Kept kept =
        find(handle, digest)
            .orElseThrow(() -> refused("the server made no such join token; copy it whole"));
    kept.requireUsable(now, node);
    int burnt =
        handle
            .createUpdate(
                """
                UPDATE join_token SET used_at = :now, used_by = :node
                WHERE secret = :secret AND used_at IS NULL
                """)
            .bind("now", now)
            .bind("node", node.text())
            .bind("secret", digest.text())
            .execute();
    if (burnt != 1) {
      throw refused("the join token was used meanwhile");
    }
    return kept.replaces();
  }

  /** Whether this token admitted this node. */
  public boolean admitted(Handle handle, String secret, ObjectName node) {
    return find(handle, Digest.ofText(secret))
        .filter(kept -> node.text().equals(kept.usedBy()))
        .isPresent();
  }

  private static Optional<Kept> find(Handle handle, Digest secret) {
    return handle
        .createQuery(
            "SELECT node, replaces, expires_at, used_by FROM join_token WHERE secret = :secret")
        .bind("secret", secret.text())
        .map(
            (row, context) ->
                new Kept(
                    row.getString("node"),
                    row.getInt("replaces") == 1,
                    row.getLong("expires_at"),
                    row.getString("used_by")))
        .findOne();
  }

  private static OrillaException refused(String message) {
    return new OrillaException(ErrorCode.TOKEN_REFUSED, message);
  }

  private record Kept(
      @Nullable String node, boolean replaces, long expires, @Nullable String usedBy) {
    void requireUsable(long now, ObjectName joining) {
      if (usedBy != null) {
        throw refused("the join token was used before, by node '" + usedBy + "'; make a new one");
      }
      if (now >= expires) {
        throw refused("the join token expired at " + Micros.instant(expires) + "; make a new one");
      }
      if (node != null && !node.equals(joining.text())) {
        throw refused("the join token is for the node '" + node + "', not '" + joining + "'");
      }
    }
  }
}

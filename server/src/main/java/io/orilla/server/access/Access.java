package io.orilla.server.access;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks, and whether they may: the one place that says which role an address takes.
 * What a command takes depends on its kind, and is asked where that is known.
 */
public final class Access implements Handler {
  private static final String PRINCIPAL = "io.orilla.principal";
  private static final String BEARER = "Bearer ";
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final List<String> FOR_ADMINISTRATORS =
      List.of("/api/v1/tokens", "/api/v1/api-tokens", "/api/v1/audit", "/api/v1/backups");

  private final ApiTokens tokens;

  public Access(ApiTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void handle(Context context) {
    Principal principal = identify(context);
    context.attribute(PRINCIPAL, principal);
    principal.require(needed(context), context.method() + " " + context.path());
  }

  /** Who sent this request; a stranger when it was refused before that was known. */
  public static Principal principal(Context context) {
    Principal principal = context.attribute(PRINCIPAL);
    return principal == null ? Principal.STRANGER : principal;
  }

  private Principal identify(Context context) {
    String authorization = context.header("Authorization");
    if (authorization != null && authorization.startsWith(BEARER)) {
      return tokens
          .find(authorization.substring(BEARER.length()).strip())
          .orElseThrow(() -> refused("this API token is unknown or was revoked; make a new one"));
    }
    if (!isLocal(context.ip(), context.header("X-Forwarded-For"))) {
      throw refused("from another machine, send 'Authorization: Bearer' and an API token");
    }
    return Principal.LOCAL;
  }

  /** What a proxy on this machine passes on comes from elsewhere. */
  private static boolean isLocal(String address, @Nullable String forwarded) {
    try {
      return forwarded == null && InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Role needed(Context context) {
    if (FOR_ADMINISTRATORS.stream().anyMatch(context.path()::startsWith)) {
      return Role.ADMINISTRATOR;
    }
    return SAFE_METHODS.contains(context.method().name()) ? Role.VIEWER : Role.OPERATOR;
  }

  private static OrillaException refused(String message) {
    return new OrillaException(ErrorCode.NOT_ALLOWED, message);
  }
}

package io.orilla.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign web pages away from the people's listener while it has no login: a page that has
 * another name point here (DNS rebinding) fails by the Host header, one that sends requests here
 * fails by the Origin header, which browsers set and pages cannot.
 */
public final class PeopleGuard implements Handler {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private final String ownHost;

  /**
   * @param ownHost the address that is listened on, allowed beside the loopback names
   */
  public PeopleGuard(String ownHost) {
    this.ownHost = ownHost;
  }

  @Override
  public void handle(Context context) {
    String host = context.header("Host");
    if (host == null || !isOurs(hostName(host))) {
      throw refused("the Host header '" + host + "' is not this server's: use http://localhost");
    }
    String origin = context.header("Origin");
    boolean changes = !SAFE_METHODS.contains(context.method().name());
    if (changes
        && (isForeign(origin, host) || "cross-site".equals(context.header("Sec-Fetch-Site")))) {
      throw refused("pages of '" + origin + "' change nothing here");
    }
  }

  private boolean isOurs(String name) {
    return LOOPBACK.contains(name) || name.equals(ownHost);
  }

  private static boolean isForeign(@Nullable String origin, String host) {
    if (origin == null) {
      return false;
    }
    try {
      return !host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static String hostName(String host) {
    int port = host.lastIndexOf(':');
    boolean hasPort = port > host.lastIndexOf(']');
    return (hasPort ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
  }

  private static OrillaException refused(String message) {
    return new OrillaException(ErrorCode.NOT_ALLOWED, message);
  }
}

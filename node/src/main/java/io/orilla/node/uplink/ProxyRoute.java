package io.orilla.node.uplink;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The way to the server's addresses: direct, or through a tunnel of an HTTP proxy (CONNECT). */
public final class ProxyRoute extends ProxySelector {
  public static final ProxyRoute DIRECT = new ProxyRoute(null, List.of());

  /** The JDK sends no Basic credentials to a proxy for a tunnel, unless this is empty. */
  private static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";

  private final @Nullable URI proxy;
  private final List<String> except;

  static {
    if (System.getProperty(DISABLED) == null) {
      System.setProperty(DISABLED, "");
    }
  }

  ProxyRoute(@Nullable URI proxy, List<String> except) {
    this.proxy = proxy;
    this.except = List.copyOf(except);
  }

  HttpClient.Builder into(HttpClient.Builder client) {
    client.proxy(this);
    return proxy == null || proxy.getUserInfo() == null
        ? client
        : client.authenticator(new Credentials(proxy.getHost(), proxy.getUserInfo()));
  }

  @Override
  public List<Proxy> select(URI target) {
    if (proxy == null || except.stream().anyMatch(entry -> covers(entry, target.getHost()))) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(
        new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort())));
  }

  /** The proxy as host and port, without what it is asked with. */
  @Override
  public String toString() {
    return proxy == null ? "none" : proxy.getHost() + ":" + proxy.getPort();
  }

  private static boolean covers(String entry, String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String excepted = entry.toLowerCase(Locale.ROOT);
    String domain = excepted.startsWith(".") ? excepted : "." + excepted;
    return excepted.equals("*") || name.equals(excepted) || name.endsWith(domain);
  }

  /** Uplink says it, with the address. */
  @Override
  public void connectFailed(URI target, SocketAddress address, IOException failure) {}

  private static final class Credentials extends Authenticator {
    private final String host;
    private final String user;
    private final String password;

    Credentials(String host, String userInfo) {
      String[] parts = userInfo.split(":", 2);
      this.host = host;
      this.user = parts[0];
      this.password = parts.length == 2 ? parts[1] : "";
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY && host.equals(getRequestingHost())
          ? new PasswordAuthentication(user, password.toCharArray())
          : null;
    }
  }
}

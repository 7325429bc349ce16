package io.orilla.node.uplink;

import io.orilla.model.error.OrillaException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which HTTP proxy the server is reached.
 *
 * @param address {@code environment}: what {@code HTTPS_PROXY} and {@code NO_PROXY} say; {@code
 *     none}; or the proxy, as {@code http://user:password@proxy.plant:3128}
 * @param except hosts that are reached directly: a name or address, {@code .plant} for all hosts of
 *     a domain, {@code *} for all
 */
public record ProxySettings(String address, List<String> except) {
  private static final String ENVIRONMENT = "environment";
  private static final String NONE = "none";
  public static final ProxySettings DEFAULT = new ProxySettings(ENVIRONMENT, List.of());

  public ProxySettings {
    except = List.copyOf(except);
    if (!address.equals(ENVIRONMENT) && !address.equals(NONE)) {
      checked(address);
    }
  }

  /** The route that these settings mean in an environment. */
  public ProxyRoute route(Map<String, String> environment) {
    return switch (address) {
      case NONE -> ProxyRoute.DIRECT;
      case ENVIRONMENT ->
          variable(environment, "HTTPS_PROXY")
              .map(text -> new ProxyRoute(checked(text), exceptions(environment)))
              .orElse(ProxyRoute.DIRECT);
      default -> new ProxyRoute(checked(address), except);
    };
  }

  private List<String> exceptions(Map<String, String> environment) {
    Stream<String> named =
        variable(environment, "NO_PROXY").stream().flatMap(text -> Arrays.stream(text.split(",")));
    return Stream.concat(named.map(String::strip), except.stream())
        .filter(host -> !host.isEmpty())
        .toList();
  }

  /** Both spellings are in use, the one in lower case is the older. */
  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT), name)
        .map(environment::get)
        .filter(text -> text != null && !text.isBlank())
        .findFirst();
  }

  private static URI checked(String text) {
    try {
      URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
      if ("http".equals(proxy.getScheme()) && proxy.getHost() != null && proxy.getPort() > 0) {
        return proxy;
      }
    } catch (IllegalArgumentException e) {
      // The message below says it.
    }
    throw OrillaException.invalid(
        "the proxy is given as http://HOST:PORT, with USER:PASSWORD@ before the host where it asks for them; or as none or environment");
  }

  /** The password must not reach a log. */
  @Override
  public String toString() {
    return "ProxySettings[" + address.replaceAll("//.*@", "//…@") + ", " + except + "]";
  }
}

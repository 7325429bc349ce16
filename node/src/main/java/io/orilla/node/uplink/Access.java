package io.orilla.node.uplink;

import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Where the server is, by which way it is reached, and as whom it is spoken to.
 *
 * @param addresses in the order to try
 */
public record Access(List<String> addresses, SSLContext tls, ProxyRoute route) {
  public Access {
    addresses = List.copyOf(addresses);
  }
}

package io.orilla.inference.rest;

import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/**
 * What a door takes.
 *
 * @param maxBody bytes of a request
 * @param maxConnections at the same time; what comes then is refused
 * @param idle how long a connection may be silent, or a request or an answer be on its way
 */
public record RestSettings(int maxBody, int maxConnections, Duration idle) {
  public static final RestSettings DEFAULT =
      new RestSettings(16 << 20, 1024, Duration.ofSeconds(60));

  public RestSettings {
    if (maxBody < 1024 || maxConnections < 1) {
      throw OrillaException.invalid("maxBody is 1024 or more, maxConnections 1 or more");
    }
  }

  /** A socket for a door, at which as many may wait to be let in as there is room for. */
  public ServerSocketChannel listen(InetSocketAddress address) throws IOException {
    return ServerSocketChannel.open().bind(address, maxConnections);
  }
}

package io.orilla.cli;

import io.orilla.client.OrillaClient;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which server a request goes to. */
final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "ADDRESS",
      description = "the server's address (default: $ORILLA_SERVER, else http://127.0.0.1:8420)")
  private String address =
      System.getenv().getOrDefault("ORILLA_SERVER", OrillaClient.DEFAULT_SERVER.toString());

  OrillaClient connect() {
    return new OrillaClient(
        URI.create(address), Optional.ofNullable(System.getenv("ORILLA_TOKEN")));
  }
}

package io.orilla.node.doctor;

import io.orilla.model.desired.DesiredState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Whether a source's endpoint takes a connection. */
final class PlantCheck {
  private static final int LIMIT_MILLIS = 3_000;

  private PlantCheck() {}

  static Finding of(DesiredState.Source source) {
    String what = "source " + source.name();
    String endpoint = source.spec().settings().path("endpoint").asText();
    URI address;
    try {
      address = URI.create(endpoint);
    } catch (IllegalArgumentException e) {
      return Finding.warn(what, "'" + endpoint + "' is no address", "correct the Source");
    }
    if (address.getHost() == null || address.getPort() < 0) {
      return Finding.ok(what, "names no endpoint that could be tried");
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), LIMIT_MILLIS);
      return Finding.ok(what, endpoint + " takes connections");
    } catch (IOException e) {
      return Finding.fail(
          what,
          endpoint + ": " + e.getMessage(),
          "check the machine's power, cable, address, and firewall");
    }
  }
}

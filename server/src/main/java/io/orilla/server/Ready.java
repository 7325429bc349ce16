package io.orilla.server;

/**
 * {@code server.json}: how to reach the server that runs in a home.
 *
 * @param address of the people's listener, as {@code http://127.0.0.1:8420}
 * @param nodeAddress of the nodes' listener, as {@code https://127.0.0.1:8421}
 */
record Ready(long pid, String address, String nodeAddress, String version) {
  static final String FILE = "server.json";
}

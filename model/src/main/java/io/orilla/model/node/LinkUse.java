package io.orilla.model.node;

import java.util.List;

/**
 * What went between a node and its server: requests and answers with their headers, by HTTP/1.1;
 * not what TLS and TCP add to them.
 *
 * @param since when the count began, µs UTC: with the agent
 * @param bytes for each purpose that had any
 */
public record LinkUse(long since, List<Bytes> bytes) {
  public LinkUse {
    bytes = List.copyOf(bytes);
  }

  /** Bytes to the server and from it. */
  public record Bytes(LinkPurpose purpose, long up, long down) {}
}

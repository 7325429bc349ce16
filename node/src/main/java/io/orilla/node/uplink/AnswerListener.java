package io.orilla.node.uplink;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;

/** Hears of each answer of the server, before who asked does; it must be quick. */
@FunctionalInterface
public interface AnswerListener {
  AnswerListener NONE = (access, headers, received, took) -> {};

  /**
   * @param access that the request was sent by
   * @param received by this machine's clock
   * @param took from the request to the answer
   */
  void answered(Access access, HttpHeaders headers, Instant received, Duration took);
}

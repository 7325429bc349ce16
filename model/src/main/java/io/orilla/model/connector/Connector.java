package io.orilla.model.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;

/**
 * A protocol of the plant, described by a {@link ConnectorDescription}. Implementations are
 * thread-safe and hold no connection themselves.
 */
public interface Connector {
  /** The type that a source's {@code connector} names, as {@code opcua}. */
  String type();

  /**
   * Begins to read a source and keeps at it until closed: connects, subscribes, reconnects by
   * itself with back-off and jitter. Returns at once; a peer that is away is no error.
   *
   * @throws OrillaException INVALID_DOCUMENT when the settings are wrong, with the path
   */
  Connection open(SourceSpec source, SampleListener listener);

  /**
   * Looks through a peer, where its protocol can be asked what there is and the description says
   * {@code browsable}. Connects at once, waits for it at most some seconds.
   *
   * @param settings as of a source
   * @throws OrillaException INVALID_DOCUMENT when the settings are wrong, PEER_UNAVAILABLE when the
   *     peer is not to be had, NOT_ALLOWED when there is nothing to ask
   */
  default Browser browse(JsonNode settings) {
    throw new OrillaException(
        ErrorCode.NOT_ALLOWED,
        "a peer of connector '" + type() + "' cannot be browsed; write the addresses");
  }

  /**
   * A way to write an output's addresses. Returns at once and does not connect yet. Only what the
   * description says that it can be written to is.
   *
   * @throws OrillaException INVALID_DOCUMENT when the settings or an address are wrong, with the
   *     path
   */
  default Writer writer(OutputSpec output) {
    throw OrillaException.invalid("connector: '" + type() + "' reads and does not write");
  }

  /**
   * The same settings for a visit beside others, which leaves no trace: without what the peer would
   * keep for this client, or what may be there only once.
   */
  default JsonNode visiting(JsonNode settings) {
    return settings;
  }

  /** A source being read. {@link #close} returns when no more calls to the listener come. */
  interface Connection extends AutoCloseable {
    @Override
    void close();
  }
}

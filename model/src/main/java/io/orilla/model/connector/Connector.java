package io.orilla.model.connector;

import io.orilla.model.document.SourceSpec;

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
   * @throws io.orilla.model.error.OrillaException INVALID_DOCUMENT when the settings are wrong,
   *     with the path
   */
  Connection open(SourceSpec source, SampleListener listener);

  /** A source being read. {@link #close} returns when no more calls to the listener come. */
  interface Connection extends AutoCloseable {
    @Override
    void close();
  }
}

package io.orilla.node.source;

import io.orilla.model.document.ObjectName;
import java.time.Instant;

/**
 * How it stands with a source.
 *
 * @param since when {@code connected} last changed
 * @param reason why it is not connected; empty when it is
 * @param repeated samples that were dropped as the same one was journalled last
 */
public record SourceStatus(
    ObjectName name,
    long generation,
    String connector,
    boolean connected,
    Instant since,
    String reason,
    long repeated) {}

package io.orilla.node.source;

import io.orilla.model.document.ObjectName;
import io.orilla.model.node.NodeFigures.SourceFigures;
import java.time.Instant;

/**
 * How it stands with a source.
 *
 * @param since when {@code connected} last changed
 * @param reason why it is not connected; empty when it is
 * @param figures what came from it since it was opened
 */
public record SourceStatus(
    ObjectName name,
    long generation,
    String connector,
    boolean connected,
    Instant since,
    String reason,
    SourceFigures figures) {}

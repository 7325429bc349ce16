package io.orilla.server.registry;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.ResultDocument.Parity;
import java.time.Instant;

/**
 * A version of a registered model: a bundle with a number.
 *
 * @param version from 1, rising
 * @param run id of the tracking run it came of
 * @param parity of the graph with its trainer; of 0 rows when nobody compared
 */
public record ModelVersion(
    ObjectName model,
    int version,
    AssetName asset,
    Digest bundle,
    String run,
    String study,
    Parity parity,
    Instant createdAt) {}

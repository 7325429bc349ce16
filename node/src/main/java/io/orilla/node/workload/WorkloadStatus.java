package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.AssetName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a workload.
 *
 * @param generation of the document that it is to become, as are model, version and bundle
 * @param since when it came into this state
 * @param reason why it is in this state; empty when there is nothing to say
 * @param running the bundle that decides windows now; absent when none does
 * @param decidedThrough end of the last window with a prediction, µs UTC; 0 when there is none
 */
public record WorkloadStatus(
    ObjectName name,
    AssetName asset,
    String output,
    ObjectName model,
    int modelVersion,
    long generation,
    Digest bundle,
    WorkloadState state,
    Instant since,
    String reason,
    @Nullable Digest running,
    long decidedThrough,
    DecisionLatency latency) {}

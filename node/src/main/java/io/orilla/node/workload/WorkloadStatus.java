package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.node.NodeFigures.WorkloadFigures;
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
 * @param good the bundle that proved good last; absent when none did
 * @param decidedThrough end of the last window with a prediction, µs UTC; 0 when there is none
 * @param skipped windows that a shadow left out since the agent began
 */
public record WorkloadStatus(
    ObjectName name,
    AssetName asset,
    String output,
    ObjectName model,
    int modelVersion,
    long generation,
    Digest bundle,
    Role role,
    WorkloadState state,
    Instant since,
    String reason,
    @Nullable Digest running,
    @Nullable Digest good,
    long decidedThrough,
    DecisionLatency latency,
    Skipped skipped) {
  /** What of it the server is told now and then. */
  public WorkloadFigures figures() {
    return new WorkloadFigures(
        name,
        role,
        running,
        good,
        latency.windows(),
        latency.sampleToJournalP50(),
        latency.sampleToJournalP99(),
        skipped.count());
  }
}

package io.orilla.node.workload;

import io.orilla.model.bundle.BlobStore;
import io.orilla.node.blob.BlobCollection;
import io.orilla.node.blob.BlobFetch;
import io.orilla.node.blob.GraphFiles;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import io.orilla.node.trial.Trial;
import io.orilla.node.uplink.Backoff;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What workloads work with on a node.
 *
 * @param home folder of the node
 * @param trial of models that are not trusted yet
 * @param calls tells which models are in native code
 * @param boot of the machine: another one after each of its starts
 */
public record WorkloadTools(
    Path home,
    Documents documents,
    BlobStore blobs,
    BlobFetch fetch,
    BlobCollection collection,
    Trial trial,
    NativeCalls calls,
    String boot,
    Supplier<Backoff> backoffs) {
  Planner planner(Journal journal) {
    return new Planner(home, blobs, fetch, new SeenSignals(journal));
  }

  WorkloadSteps steps(Planner planner, StartMarkers markers, LifeSettings settings) {
    return new WorkloadSteps(blobs, graphs(), fetch, planner, trial, markers, settings, backoffs);
  }

  GraphFiles graphs() {
    return new GraphFiles(home, blobs);
  }
}

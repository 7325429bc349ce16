package io.orilla.node.workload;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.Uplink;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What is done for a workload on its way, each step on the thread that pursues it. */
final class WorkloadSteps {
  /** What workloads may require of this version of the node. */
  static final Set<String> FEATURES = Set.of(Manifest.MODEL_BUNDLE);

  private final BlobStore blobs;
  private final BlobFetch fetch;
  private final Supplier<Backoff> backoffs;
  private final BiConsumer<Target, LoadedModel> placement;

  /**
   * @param placement puts a loaded model onto its seat and owns it from then on
   */
  WorkloadSteps(
      BlobStore blobs,
      Uplink uplink,
      Supplier<Backoff> backoffs,
      BiConsumer<Target, LoadedModel> placement) {
    this.blobs = blobs;
    this.fetch = new BlobFetch(uplink, blobs);
    this.backoffs = backoffs;
    this.placement = placement;
  }

  Backoff backoff() {
    return backoffs.get();
  }

  void fetch(Target target) throws InterruptedException {
    fetch.fetch(target.bundle());
  }

  LoadedModel load(Target target) {
    return LoadedModel.load(blobs, target);
  }

  void place(Target target, LoadedModel model) {
    placement.accept(target, model);
  }
}

package io.orilla.node.workload;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.content.Digest;
import io.orilla.model.content.DurationText;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.Plan;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.blob.BlobFetch;
import io.orilla.node.blob.GraphFiles;
import io.orilla.node.machine.ThreadPriority;
import io.orilla.node.trial.Trial;
import io.orilla.node.uplink.Backoff;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What is done for a workload on its way, each step on the thread that pursues it, within its time,
 * and ended by an interrupt.
 */
final class WorkloadSteps {
  /** What workloads may require of this version of the node. */
  static final Set<String> FEATURES =
      Set.of(Manifest.MODEL_BUNDLE, DesiredState.Workload.SHADOWS, DesiredState.Workload.SERVICES);

  private final BlobStore blobs;
  private final GraphFiles graphs;
  private final BlobFetch fetch;
  private final Planner planner;
  private final Trial trial;
  private final StartMarkers markers;
  private final LifeSettings settings;
  private final Supplier<Backoff> backoffs;
  private final Set<Digest> tried = ConcurrentHashMap.newKeySet();

  WorkloadSteps(
      BlobStore blobs,
      GraphFiles graphs,
      BlobFetch fetch,
      Planner planner,
      Trial trial,
      StartMarkers markers,
      LifeSettings settings,
      Supplier<Backoff> backoffs) {
    this.blobs = blobs;
    this.graphs = graphs;
    this.fetch = fetch;
    this.planner = planner;
    this.trial = trial;
    this.markers = markers;
    this.settings = settings;
    this.backoffs = backoffs;
  }

  Backoff backoff() {
    return backoffs.get();
  }

  /**
   * Refuses what would not do here before it is fetched.
   *
   * @throws OrillaException IN_USE with all that speaks against it now, and may change
   */
  void plan(Target target) throws InterruptedException {
    Plan plan = planner.plan(target.workload());
    if (!plan.fits()) {
      throw new OrillaException(ErrorCode.IN_USE, String.join("; ", plan.problems()));
    }
  }

  void fetch(Target target) throws InterruptedException {
    fetch.fetch(target.bundle());
  }

  /** Tries a model in a child, once while the agent lives. */
  void tryOut(Target target) throws InterruptedException {
    if (!tried.contains(target.bundle())) {
      trial.run(target.bundle());
      tried.add(target.bundle());
    }
  }

  /**
   * On a thread of its own, which is left behind when native code does not come back. Should the
   * agent die of it, the next start knows.
   */
  Loaded load(Target target, ModelWatch watch) throws InterruptedException {
    NativeCalls.Slot slot = markers.begin(target);
    CompletableFuture<Loaded> loaded = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("load " + target.name())
        .start(
            () -> {
              ThreadPriority.modest(); // what is at work goes first, calls from outside as well
              complete(loaded, () -> load(target, slot, watch));
            });
    try {
      return loaded.get(settings.load().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof OrillaException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new OrillaException(
          ErrorCode.INVALID_ARGUMENT,
          "the model was not loaded within " + DurationText.format(settings.load()),
          e);
    } finally {
      loaded.cancel(false);
    }
  }

  private Loaded load(Target target, NativeCalls.Slot slot, ModelWatch watch) {
    return target.serves()
        ? LoadedGraph.load(graphs.graph(target.bundle()), target, slot)
        : LoadedModel.load(blobs, target, slot, watch);
  }

  /** A model that nobody waits for any more is closed. */
  private static void complete(CompletableFuture<Loaded> loaded, Supplier<Loaded> loading) {
    try {
      Loaded model = loading.get();
      if (!loaded.complete(model)) {
        model.close();
      }
    } catch (RuntimeException | LinkageError e) {
      loaded.completeExceptionally(e);
    }
  }
}

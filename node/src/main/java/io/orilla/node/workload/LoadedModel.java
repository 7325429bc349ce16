package io.orilla.node.workload;

import io.orilla.inference.GraphSession;
import io.orilla.inference.OnnxModel;
import io.orilla.inference.Verdict;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.trial.TrialWindows;
import io.orilla.pipeline.WindowCut;
import io.orilla.pipeline.WindowTensor;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model ready to decide windows, with the deployment that brought it. Its owner closes it.
 *
 * @param preparationDigest of {@code preparation}, computed once
 * @param aside where a shadow's graph runs; absent for a champion's, which runs on the thread that
 *     decides
 * @param slot tells while the model is in native code
 * @param watch is told how it does
 */
record LoadedModel(
    Target target,
    Preparation preparation,
    Digest preparationDigest,
    OnnxModel graph,
    @Nullable IdleThread aside,
    NativeCalls.Slot slot,
    ModelWatch watch)
    implements Loaded {
  private static final int WARM_UP_CALLS = 8;

  /**
   * Loads and warms up a model whose blobs are all in the store.
   *
   * @throws OrillaException when the bundle is no model, is for another asset, or its graph is not
   *     what its signature says
   */
  static LoadedModel load(BlobStore blobs, Target target, NativeCalls.Slot slot, ModelWatch watch) {
    ModelBundle bundle = ModelBundle.read(blobs, target.bundle());
    Preparation preparation = bundle.config().preparation();
    ModelSignature signature = bundle.config().signature();
    if (!signature.signals().equals(preparation.signals())) {
      throw OrillaException.invalid(
          "the model takes the signals "
              + signature.signals()
              + " but its preparation gives "
              + preparation.signals());
    }
    slot.enter();
    try {
      OnnxModel graph = OnnxModel.load(blobs.path(bundle.graph()), signature);
      IdleThread aside = target.champions() ? null : new IdleThread("shadow " + target.name());
      return new LoadedModel(target, preparation, preparation.digest(), graph, aside, slot, watch)
          .warm();
    } finally {
      slot.leave();
    }
  }

  /** The first calls are slow, and a graph that cannot run at all shows it here. */
  private LoadedModel warm() {
    WindowTensor window = TrialWindows.zeros(graph.signature());
    try {
      for (int call = 0; call < WARM_UP_CALLS; call++) {
        onItsThread(() -> graph.run(window));
      }
      return this;
    } catch (OrillaException e) {
      close();
      throw e;
    }
  }

  private <T> T onItsThread(Supplier<T> work) {
    return aside == null ? work.get() : aside.call(work);
  }

  /** What the model makes of a window. */
  Verdict decide(WindowCut cut) {
    long began = System.nanoTime();
    slot.enter();
    Verdict verdict = onItsThread(() -> Verdict.of(cut, graph));
    slot.leave();
    if (cut instanceof WindowCut.Fit) {
      tell(verdict, Duration.ofNanos(System.nanoTime() - began));
    }
    return verdict;
  }

  private void tell(Verdict verdict, Duration took) {
    Prediction.Reason reason = verdict.reason();
    if (reason == null) {
      watch.decided(took);
    } else {
      watch.failed(reason.detail(), took);
    }
  }

  @Override
  public GraphSession session() {
    return graph.session();
  }

  Digest digest() {
    return target.bundle();
  }

  StateVersion deployment() {
    return target.deployment();
  }

  @Override
  public void close() {
    if (aside != null) {
      aside.close();
    }
    graph.close();
  }
}

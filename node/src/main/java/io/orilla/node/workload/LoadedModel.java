package io.orilla.node.workload;

import io.orilla.inference.OnnxModel;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import io.orilla.pipeline.WindowTensor;

/**
 * A model ready to decide windows, with the deployment that brought it. Its owner closes it.
 *
 * @param preparationDigest of {@code preparation}, computed once
 */
record LoadedModel(
    Target target, Preparation preparation, Digest preparationDigest, OnnxModel graph)
    implements AutoCloseable {
  private static final int WARM_UP_CALLS = 8;

  /**
   * Loads and warms up a model whose blobs are all in the store.
   *
   * @throws OrillaException when the bundle is no model, is for another asset, or its graph is not
   *     what its signature says
   */
  static LoadedModel load(BlobStore blobs, Target target) {
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
    OnnxModel graph = OnnxModel.load(blobs.path(bundle.graph()), signature);
    warmUp(graph);
    return new LoadedModel(target, preparation, preparation.digest(), graph);
  }

  /** The first calls are slow, and a graph that cannot run at all shows it here. */
  private static void warmUp(OnnxModel graph) {
    int rows = graph.signature().rows();
    int columns = graph.signature().signals().size();
    boolean[] mask = new boolean[rows * columns];
    java.util.Arrays.fill(mask, true);
    WindowTensor window = new WindowTensor(rows, columns, new float[rows * columns], mask);
    try {
      for (int call = 0; call < WARM_UP_CALLS; call++) {
        graph.run(window);
      }
    } catch (OrillaException e) {
      graph.close();
      throw e;
    }
  }

  Digest digest() {
    return target.bundle();
  }

  StateVersion deployment() {
    return target.deployment();
  }

  @Override
  public void close() {
    graph.close();
  }
}

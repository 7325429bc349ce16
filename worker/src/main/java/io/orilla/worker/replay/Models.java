package io.orilla.worker.replay;

import io.orilla.inference.OnnxModel;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.document.Preparation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The models of the predictions to be replayed, each loaded once. */
final class Models implements AutoCloseable {
  private final BlobStore blobs;
  private final Map<Digest, Loaded> loaded = new HashMap<>();

  Models(Path blobs) {
    this.blobs = new BlobStore(blobs);
  }

  record Loaded(Preparation preparation, OnnxModel graph) {}

  /**
   * @throws io.orilla.model.error.OrillaException when a blob is missing or damaged
   */
  Loaded load(Digest bundle) {
    return loaded.computeIfAbsent(bundle, this::open);
  }

  private Loaded open(Digest digest) {
    ModelBundle bundle = ModelBundle.read(blobs, digest);
    blobs.read(bundle.graph());
    return new Loaded(
        bundle.config().preparation(),
        OnnxModel.load(blobs.path(bundle.graph()), bundle.config().signature()));
  }

  @Override
  public void close() {
    loaded.values().forEach(model -> model.graph.close());
  }
}

package io.orilla.server.registry;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Moves bundles between blob stores. */
final class BundleCopy {
  private BundleCopy() {}

  /** Copies blob by blob, each checked by its digest, the manifest last. */
  static ModelBundle copy(Digest digest, BlobStore from, BlobStore to) {
    ModelBundle bundle = ModelBundle.read(from, digest);
    for (Manifest.Descriptor blob : ModelBundle.blobs(bundle.manifest())) {
      copyBlob(blob.digest(), from, to);
    }
    copyBlob(digest, from, to);
    return bundle;
  }

  private static void copyBlob(Digest digest, BlobStore from, BlobStore to) {
    try (InputStream content = Files.newInputStream(from.path(digest))) {
      to.write(digest, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

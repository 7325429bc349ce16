package io.orilla.node.blob;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes blobs that nothing reaches any more. */
public final class BlobCollection {
  private static final Logger log = LoggerFactory.getLogger(BlobCollection.class);

  private final BlobStore blobs;
  private final BlobFetch fetch;
  private final PreplacedBlobs preplaced;

  public BlobCollection(BlobStore blobs, BlobFetch fetch, PreplacedBlobs preplaced) {
    this.blobs = blobs;
    this.fetch = fetch;
    this.preplaced = preplaced;
  }

  /**
   * Keeps the bundles and all they hold, and what was brought beforehand; no fetch of another
   * bundle may be under way. When a manifest cannot be read, nothing goes: what it held is not
   * known.
   */
  public void keepOnly(Collection<Digest> bundles) {
    try {
      Set<Digest> reached = reached(bundles);
      reached.addAll(preplaced.all());
      blobs.digests().stream().filter(blob -> !reached.contains(blob)).forEach(this::remove);
      fetch.keepOnly(reached);
    } catch (OrillaException e) {
      log.warn("No blobs are collected: {}", e.text());
    }
  }

  private Set<Digest> reached(Collection<Digest> bundles) {
    Set<Digest> reached = new LinkedHashSet<>(bundles);
    for (Digest bundle : bundles) {
      if (blobs.contains(bundle)) {
        ModelBundle.blobs(Json.read(blobs.read(bundle), Manifest.class))
            .forEach(blob -> reached.add(blob.digest()));
      }
    }
    return reached;
  }

  private void remove(Digest blob) {
    log.debug("Nothing reaches the blob {} any more", blob);
    blobs.delete(blob);
  }
}

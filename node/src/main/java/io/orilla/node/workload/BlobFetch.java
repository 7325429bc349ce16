package io.orilla.node.workload;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.uplink.Uplink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;

/** Brings bundles from the server into the node's own store, each blob once and verified. */
final class BlobFetch {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Uplink uplink;
  private final BlobStore blobs;

  BlobFetch(Uplink uplink, BlobStore blobs) {
    this.uplink = uplink;
    this.blobs = blobs;
  }

  /**
   * Returns when all blobs of the bundle are in the store, whole.
   *
   * @throws OrillaException PEER_UNAVAILABLE, DOES_NOT_EXIST when the server does not hold one,
   *     DIGEST_MISMATCH when it sent something else
   */
  void fetch(Digest bundle) throws InterruptedException {
    ensure(bundle);
    Manifest manifest = Json.read(blobs.read(bundle), Manifest.class);
    for (Manifest.Descriptor blob : ModelBundle.blobs(manifest)) {
      ensure(blob.digest());
    }
  }

  private void ensure(Digest digest) throws InterruptedException {
    if (!isSound(digest)) {
      HttpResponse<byte[]> response =
          uplink.send("/node/v1/blobs/" + digest, HttpRequest.newBuilder(), LIMIT);
      if (response.statusCode() != 200) {
        throw Uplink.problem(response);
      }
      blobs.write(digest, new ByteArrayInputStream(response.body()));
    }
  }

  /** A blob that was damaged on the disk is removed, to be fetched again. */
  private boolean isSound(Digest digest) {
    if (!blobs.contains(digest)) {
      return false;
    }
    try {
      blobs.read(digest);
      return true;
    } catch (OrillaException e) {
      if (e.code() == ErrorCode.DIGEST_MISMATCH) {
        remove(digest);
        return false;
      }
      throw e;
    }
  }

  private void remove(Digest digest) {
    try {
      Files.deleteIfExists(blobs.path(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.orilla.node.blob;

import io.orilla.model.content.Digest;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.uplink.Uplink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * One transfer of one blob. It goes on where the last one broke off, and checks while it writes;
 * the blob is never in memory.
 */
final class BlobDownload {
  private static final int BUFFER = 32 << 10;

  private final Uplink uplink;
  private final BlobSettings settings;
  private final Throttle throttle;
  private final Digest digest;
  private final long size;
  private final Path file;
  private final MessageDigest hash = Digest.sha256();

  /**
   * @param size the most bytes that it may have
   * @param file holds what has come
   */
  BlobDownload(
      Uplink uplink,
      BlobSettings settings,
      Throttle throttle,
      Digest digest,
      long size,
      Path file) {
    this.uplink = uplink;
    this.settings = settings;
    this.throttle = throttle;
    this.digest = digest;
    this.size = size;
    this.file = file;
  }

  /**
   * Returns when the file holds the whole blob.
   *
   * @throws OrillaException PEER_UNAVAILABLE when the transfer broke off, DIGEST_MISMATCH when what
   *     came is another content, and what the server answers
   */
  void run() throws InterruptedException {
    try {
      long held = hashHeld();
      HttpRequest.Builder request = HttpRequest.newBuilder();
      if (held > 0) {
        request.header("Range", "bytes=" + held + "-");
      }
      HttpResponse<InputStream> response =
          uplink.open("/node/v1/blobs/" + digest, request, settings.stall());
      try (InputStream body = response.body()) {
        take(response, body, held);
      }
      digest.verify(Digest.ofHash(hash.digest()), "the blob that the server sent");
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot keep " + digest + ": " + e.getMessage(), e);
    }
  }

  private long hashHeld() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (InputStream held = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      long count = 0;
      for (int length = held.read(buffer); length >= 0; length = held.read(buffer)) {
        hash.update(buffer, 0, length);
        count += length;
      }
      return count;
    }
  }

  private void take(HttpResponse<InputStream> response, InputStream body, long held)
      throws IOException, InterruptedException {
    switch (response.statusCode()) {
      case 206 -> copy(body, held, StandardOpenOption.APPEND);
      case 200 -> {
        hash.reset();
        copy(body, 0, StandardOpenOption.TRUNCATE_EXISTING);
      }
      case 416 -> {} // all of it, or too much, has come before
      default -> throw Uplink.problem(response.statusCode(), body.readNBytes(BUFFER));
    }
  }

  private void copy(InputStream body, long held, StandardOpenOption how)
      throws IOException, InterruptedException {
    try (StallGuard guard = new StallGuard(body, settings);
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, how)) {
      byte[] buffer = new byte[BUFFER];
      long count = held;
      for (int length = read(body, buffer, guard);
          length >= 0 && count <= size;
          length = read(body, buffer, guard)) {
        out.write(buffer, 0, length);
        hash.update(buffer, 0, length);
        count += length;
        throttle.pass(length);
        guard.moved();
      }
    }
  }

  /** A connection that broke is the peer's failure, and no failure of our disk. */
  private int read(InputStream body, byte[] buffer, StallGuard guard) throws InterruptedException {
    try {
      int length = body.read(buffer);
      if (guard.verdict().isPresent()) {
        throw broken(guard.verdict().get());
      }
      return length;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the transfer of " + digest + " is no longer wanted");
      }
      throw broken(guard.verdict().orElse("broke off: " + e.getMessage()));
    }
  }

  private OrillaException broken(String how) {
    return new OrillaException(
        ErrorCode.PEER_UNAVAILABLE,
        "the transfer of " + digest.abbreviated() + " " + how + "; it goes on from where it was");
  }
}

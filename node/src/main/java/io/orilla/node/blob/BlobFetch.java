package io.orilla.node.blob;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.node.uplink.Uplink;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Brings bundles from the server into the node's own store, each blob once and verified, some at a
 * time. Thread-safe; a fetch that is no longer wanted ends when its thread is interrupted.
 */
public final class BlobFetch {
  private static final long LARGEST_MANIFEST = 4 << 20;

  private final Uplink uplink;
  private final BlobStore blobs;
  private final BlobSettings settings;
  private final PartialBlobs partial;
  private final Throttle throttle;
  private final Semaphore turns;
  private final Consumer<Event> events;
  private final InstantSource clock;
  private final Map<Digest, ReentrantLock> underWay = new ConcurrentHashMap<>();

  /**
   * @param home folder of the store
   * @param events hears of blobs that were wrong
   */
  public BlobFetch(
      Uplink uplink,
      Path home,
      BlobStore blobs,
      BlobSettings settings,
      Consumer<Event> events,
      InstantSource clock) {
    this.uplink = uplink;
    this.blobs = blobs;
    this.settings = settings;
    this.partial = new PartialBlobs(home, blobs, settings.quarantine());
    this.throttle = new Throttle(settings.bytesPerSecond());
    this.turns = new Semaphore(settings.parallel(), true);
    this.events = events;
    this.clock = clock;
  }

  /**
   * Returns when all blobs of the bundle are in the store, whole.
   *
   * @throws OrillaException PEER_UNAVAILABLE, DOES_NOT_EXIST when the server does not hold one,
   *     DIGEST_MISMATCH when it sent something else
   */
  public void fetch(Digest bundle) throws InterruptedException {
    Manifest manifest = manifest(bundle);
    List<Callable<Void>> transfers =
        ModelBundle.blobs(manifest).stream().map(this::transfer).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> transfer : threads.invokeAll(transfers)) {
        await(transfer);
      }
    }
  }

  /** The bundle's manifest, fetched when it is not here. */
  public Manifest manifest(Digest bundle) throws InterruptedException {
    ensure(bundle, LARGEST_MANIFEST);
    return Json.read(blobs.read(bundle), Manifest.class);
  }

  /** Returns when one blob is in the store; {@code size} is the most bytes that it may have. */
  public void ensure(Digest digest, long size) throws InterruptedException {
    ReentrantLock only = underWay.computeIfAbsent(digest, any -> new ReentrantLock());
    only.lockInterruptibly();
    try {
      if (!isSound(digest)) {
        download(digest, size);
      }
    } finally {
      only.unlock();
    }
  }

  /** How many bytes of the bundle's blobs are still to come. */
  public long missing(Manifest manifest) {
    return ModelBundle.blobs(manifest).stream()
        .filter(blob -> !blobs.contains(blob.digest()))
        .mapToLong(blob -> Math.max(0, blob.size() - partial.size(blob.digest())))
        .sum();
  }

  /** Removes what has come of blobs that nobody wants any more. */
  void keepOnly(Set<Digest> wanted) {
    partial.keepOnly(wanted);
  }

  private Callable<Void> transfer(Manifest.Descriptor blob) {
    return () -> {
      ensure(blob.digest(), blob.size());
      return null;
    };
  }

  private static void await(Future<Void> transfer) throws InterruptedException {
    try {
      transfer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof OrillaException known
          ? known
          : new IllegalStateException(e.getCause());
    }
  }

  /** A blob that was damaged on the disk is set aside, to be fetched again. */
  private boolean isSound(Digest digest) {
    if (!blobs.contains(digest) || blobs.isSound(digest)) {
      return blobs.contains(digest);
    }
    setAside(digest, blobs.path(digest), "the blob on disk was damaged");
    return false;
  }

  private void download(Digest digest, long size) throws InterruptedException {
    turns.acquire();
    try {
      new BlobDownload(uplink, settings, throttle, digest, size, partial.file(digest)).run();
      partial.finish(digest);
    } catch (OrillaException e) {
      if (e.code() == ErrorCode.DIGEST_MISMATCH) {
        setAside(digest, partial.file(digest), e.text());
      }
      throw e;
    } finally {
      turns.release();
    }
  }

  private void setAside(Digest digest, Path wrong, String reason) {
    partial.quarantine(digest, wrong);
    events.accept(new Event.BlobRefused(Micros.of(clock.instant()), digest, reason));
  }
}

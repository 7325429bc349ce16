package io.orilla.demo.bench.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.Clean;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.Role;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.node.blob.BlobCollection;
import io.orilla.node.blob.BlobFetch;
import io.orilla.node.blob.BlobSettings;
import io.orilla.node.blob.PreplacedBlobs;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FileDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.trial.Trial;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.AnswerListener;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.ProxyRoute;
import io.orilla.node.uplink.Uplink;
import io.orilla.node.workload.LifeSettings;
import io.orilla.node.workload.NativeCalls;
import io.orilla.node.workload.SafeMode;
import io.orilla.node.workload.WorkloadTools;
import io.orilla.node.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/** A node's journal and workloads in this process, without a server: its models are there. */
public final class WorkingNode implements AutoCloseable {
  /** The time between two rows, and so between two windows. */
  public static final Duration ROW = Duration.ofMillis(5);

  static final AssetName ASSET = new AssetName("riva/hall1/bench/press");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final ObjectName NODE = new ObjectName("bench");
  private static final int SIGNALS = 8;

  private final Journal journal;
  private final Uplink uplink;
  private final Workloads workloads;

  /**
   * @param home of the node
   * @param blobs with all of its models
   */
  public WorkingNode(Path home, BlobStore blobs, LifeSettings life) throws IOException {
    FileDisk disk = new FileDisk(home);
    this.journal =
        Journal.open(
            disk, JournalSettings.DEFAULT, CLOCK, () -> new JournalEpoch(UUID.randomUUID()));
    this.uplink = new Uplink(WorkingNode::nowhere, AnswerListener.NONE, CLOCK);
    this.workloads =
        new Workloads(
            NODE, journal, tools(home, blobs, disk), life, SafeMode.OFF, prediction -> {}, CLOCK);
  }

  /** How rows are made of what {@link #feed} journals. */
  static Preparation preparation() {
    return new Preparation(
        IntStream.range(0, SIGNALS)
            .mapToObj(index -> new Preparation.Column("s" + index, ""))
            .toList(),
        new Clean(ROW, Duration.ofSeconds(5), ROW, Duration.ofDays(1)),
        List.of());
  }

  /** A model of windows of one row that can be deployed here. */
  public static Digest model(BlobStore blobs) {
    return new TurningModel(ASSET, preparation(), 0).write(blobs);
  }

  private WorkloadTools tools(Path home, BlobStore blobs, FileDisk disk) {
    Documents documents = new Documents(disk);
    BlobSettings settings = BlobSettings.DEFAULT;
    BlobFetch fetch = new BlobFetch(uplink, home, blobs, settings, journal::append, CLOCK);
    return new WorkloadTools(
        home,
        documents,
        blobs,
        fetch,
        new BlobCollection(
            new BlobStore(home.resolve("none")),
            fetch,
            new PreplacedBlobs(blobs, documents, settings, CLOCK)),
        Trial.NONE,
        NativeCalls.inMemory(),
        "boot",
        () -> new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new SplittableRandom(1)));
  }

  public Workloads workloads() {
    return workloads;
  }

  /**
   * Sets out for a state.
   *
   * @param counter of its version
   */
  public void reach(long counter, List<DesiredState.Workload> wanted) {
    List<SourceSpec.Signal> signals =
        IntStream.range(0, SIGNALS)
            .mapToObj(index -> new SourceSpec.Signal(ASSET.signal("s" + index), "s" + index, ""))
            .toList();
    SourceSpec spec = new SourceSpec(NODE, "bench", JsonNodeFactory.instance.objectNode(), signals);
    workloads.reach(
        new DesiredState(
            NODE,
            new StateVersion(1, counter),
            Instant.EPOCH,
            List.of(new DesiredState.Source(new ObjectName("press"), 1, spec)),
            wanted));
  }

  public static DesiredState.Workload workload(
      String name, long generation, int version, Digest bundle, Role role) {
    return new DesiredState.Workload(
        new ObjectName(name),
        generation,
        ASSET,
        "anomaly",
        new ObjectName("turning"),
        version,
        bundle,
        Set.of(Manifest.MODEL_BUNDLE),
        role,
        List.of(),
        false);
  }

  public void awaitSettled() throws InterruptedException {
    while (!workloads.settled()) {
      Thread.sleep(10);
    }
  }

  /** Journals a row of all signals at each step of the grid. */
  public void feed(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long next = System.nanoTime(); next < end; next += ROW.toNanos()) {
      LockSupport.parkNanos(next - System.nanoTime());
      journal.appendSamples(row(Micros.of(CLOCK.instant())));
    }
  }

  private static List<Sample> row(long now) {
    List<Sample> samples = new ArrayList<>(SIGNALS);
    for (int signal = 0; signal < SIGNALS; signal++) {
      Value value = new Value.DoubleValue(0.1 * signal);
      samples.add(new Sample(ASSET.signal("s" + signal), now, now, value, 0));
    }
    return samples;
  }

  private static Access nowhere() {
    try {
      return new Access(List.of("https://127.0.0.1:1"), SSLContext.getDefault(), ProxyRoute.DIRECT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    workloads.close();
    uplink.close();
    journal.close();
  }
}

package io.orilla.demo.bench.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orilla.demo.bench.Figure;
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
import io.orilla.node.workload.DecisionLatency;
import io.orilla.node.workload.LifeSettings;
import io.orilla.node.workload.NativeCalls;
import io.orilla.node.workload.SafeMode;
import io.orilla.node.workload.ShadowBudget;
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

/**
 * What a hostile shadow costs the champion: a node's journal and workloads in this process, with a
 * shadow beside the champion and without, in turns. The shadow never rests, as nothing limits its
 * share here, and fills memory all the time.
 */
final class ShadowLoad {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final ObjectName NODE = new ObjectName("bench");
  private static final AssetName ASSET = new AssetName("riva/hall1/bench/press");
  private static final int SIGNALS = 8;
  private static final Duration ROW = Duration.ofMillis(5);
  private static final long HOSTILE_TURNS = 300;
  private static final int TURNS = 5;

  /** Nobody is given up here, however slow. */
  private static final LifeSettings LIFE =
      LifeSettings.DEFAULT
          .withWindows(Duration.ofHours(1), Duration.ofHours(1))
          .withShadow(new ShadowBudget(1, Duration.ofHours(1), Duration.ofSeconds(2)));

  private final Path folder;
  private final BlobStore blobs;
  private final Digest champion;
  private final Digest hostile;
  private int phases;

  ShadowLoad(Path folder) {
    this.folder = folder;
    this.blobs = new BlobStore(folder.resolve("models"));
    Preparation preparation =
        new Preparation(
            IntStream.range(0, SIGNALS)
                .mapToObj(index -> new Preparation.Column("s" + index, ""))
                .toList(),
            new Clean(ROW, Duration.ofSeconds(5), ROW, Duration.ofDays(1)),
            List.of());
    this.champion = new TurningModel(ASSET, preparation, 0).write(blobs);
    this.hostile = new TurningModel(ASSET, preparation, HOSTILE_TURNS).write(blobs);
  }

  Figure measure(Duration time) throws IOException, InterruptedException {
    Duration phase = time.dividedBy(2 * TURNS);
    List<Long> without = new ArrayList<>();
    List<Long> with = new ArrayList<>();
    p99(List.of(workload("champion", champion, Role.CHAMPION)), phase); // until it is compiled
    for (int turn = 0; turn < TURNS; turn++) {
      without.add(p99(List.of(workload("champion", champion, Role.CHAMPION)), phase));
      with.add(
          p99(
              List.of(
                  workload("champion", champion, Role.CHAMPION),
                  workload("hostile", hostile, Role.SHADOW)),
              phase));
    }
    return Figure.atMost(
        1.2,
        "shadow_penalty",
        median(with) / median(without),
        median(without),
        "champion's p99, sample to journal, with a hostile shadow, times that without, medians of "
            + TURNS
            + " turns each | that without, us");
  }

  private static double median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private long p99(List<DesiredState.Workload> all, Duration time)
      throws IOException, InterruptedException {
    Path home = folder.resolve("phase-" + phases++);
    FileDisk disk = new FileDisk(home);
    try (Journal journal =
            Journal.open(
                disk, JournalSettings.DEFAULT, CLOCK, () -> new JournalEpoch(UUID.randomUUID()));
        Uplink uplink = new Uplink(ShadowLoad::nowhere, AnswerListener.NONE, CLOCK);
        Workloads workloads =
            new Workloads(
                NODE, journal, tools(home, disk, journal, uplink), LIFE, SafeMode.OFF, CLOCK)) {
      workloads.reach(state(all));
      while (!workloads.settled()) {
        Thread.sleep(10);
      }
      feed(journal, time);
      DecisionLatency latency = workloads.status().getFirst().latency();
      if (latency.windows() == 0) {
        throw new IllegalStateException("the champion decided no window");
      }
      return latency.sampleToJournalP99();
    }
  }

  private WorkloadTools tools(Path home, FileDisk disk, Journal journal, Uplink uplink) {
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

  /** A row of all signals at each step of the grid. */
  private static void feed(Journal journal, Duration time) {
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

  private static DesiredState state(List<DesiredState.Workload> workloads) {
    List<SourceSpec.Signal> signals =
        IntStream.range(0, SIGNALS)
            .mapToObj(index -> new SourceSpec.Signal(ASSET.signal("s" + index), "s" + index, ""))
            .toList();
    SourceSpec spec = new SourceSpec(NODE, "bench", JsonNodeFactory.instance.objectNode(), signals);
    return new DesiredState(
        NODE,
        new StateVersion(1, 1),
        Instant.EPOCH,
        List.of(new DesiredState.Source(new ObjectName("press"), 1, spec)),
        workloads);
  }

  private static DesiredState.Workload workload(String name, Digest bundle, Role role) {
    return new DesiredState.Workload(
        new ObjectName(name),
        1,
        ASSET,
        "anomaly",
        new ObjectName("turning"),
        1,
        bundle,
        Set.of(Manifest.MODEL_BUNDLE),
        role,
        List.of(),
        false);
  }

  private static Access nowhere() {
    try {
      return new Access(List.of("https://127.0.0.1:1"), SSLContext.getDefault(), ProxyRoute.DIRECT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.orilla.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.node.blob.BlobCollection;
import io.orilla.node.blob.BlobFetch;
import io.orilla.node.blob.BlobSettings;
import io.orilla.node.blob.PreplacedBlobs;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.MemoryDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.journal.LaneReader;
import io.orilla.node.journal.SampleBlock;
import io.orilla.node.journal.SampleReader;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.trial.Trial;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.AnswerListener;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.ProxyRoute;
import io.orilla.node.uplink.Uplink;
import io.orilla.pipeline.WindowCut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.awaitility.Awaitility;

/** A champion on a disk that fails at any operation, while models of two preparations swap. */
final class WorkloadCrashTest {
  private static final long SECOND = 1_000_000;
  private static final int WINDOWS = 40;
  private static final AssetName LOOP = new AssetName("riva/hall1/water/loop1");
  private static final ObjectName NODE = new ObjectName("hall-1");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final JournalSettings SETTINGS =
      new JournalSettings(8 << 10, Duration.ofMillis(1), Duration.ofMillis(3), 64 << 20);
  private static final Logger QUIET = Logger.getLogger("io.orilla.node");

  private static final Path FOLDER = folder();
  private static final BlobStore BLOBS = new BlobStore(FOLDER);

  /** Nothing is collected, as no server is there to bring it back. */
  private static final BlobStore NOTHING = new BlobStore(FOLDER.resolve("nothing"));

  private static final Preparation ONE = TinyModel.preparation(Duration.ofSeconds(5));
  private static final Preparation OTHER = TinyModel.preparation(Duration.ofSeconds(9));
  private static final List<ModelBundle> MODELS =
      List.of(
          TinyModel.write(BLOBS, LOOP, ONE, 3, 0.1f),
          TinyModel.write(BLOBS, LOOP, ONE, 5, 0.2f),
          TinyModel.write(BLOBS, LOOP, OTHER, 2, 3f));

  private static Path folder() {
    try {
      return Files.createTempDirectory("workload-crash");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The disk fails on purpose. */
  @BeforeContainer
  static void expectFailures() {
    QUIET.setLevel(Level.OFF);
  }

  @AfterContainer
  static void removeModels() throws IOException {
    QUIET.setLevel(null);
    try (var files = Files.walk(FOLDER)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private enum End {
    KILL,
    POWER_CUT
  }

  @Property(tries = 40)
  void everyWindowHasOnePredictionThatIsReplayedToTheSameInput(@ForAll long seed, @ForAll End end)
      throws IOException {
    Random random = new Random(seed);
    FaultyDisk disk = new FaultyDisk(new MemoryDisk(), seed);
    for (int run = 0; run < 3; run++) {
      disk.goOffAfter(30 + random.nextInt(400));
      try {
        work(disk, random, Optional.empty());
      } catch (OrillaException diskFailed) {
        // What the next run finds is what counts.
      }
      disk = end == End.KILL ? disk.afterKill() : disk.afterPowerCut();
    }
    disk.goOffAfter(Long.MAX_VALUE);
    work(disk, random, Optional.of(WINDOWS));
    check(disk);
  }

  /** Feeds samples and swaps models, until the disk fails or so many windows are decided. */
  private static void work(FaultyDisk disk, Random random, Optional<Integer> until) {
    Access access = new Access(List.of("https://127.0.0.1:1"), tls(), ProxyRoute.DIRECT);
    try (Journal journal = open(disk);
        Uplink uplink = new Uplink(() -> access, AnswerListener.NONE, CLOCK);
        Workloads workloads = workloads(journal, disk, uplink)) {
      long time = lastTime(journal);
      for (int step = 0; step < until.orElse(Integer.MAX_VALUE) && !disk.isOff(); step++) {
        if (step % 16 == 0) {
          workloads.reach(state(step, MODELS.get(random.nextInt(MODELS.size())).digest()));
          if (step == 0 || random.nextBoolean()) {
            await(() -> workloads.settled() || disk.isOff());
          }
        }
        time += SECOND;
        journal.appendSamples(List.of(sample("flow", time), sample("pressure", time)));
      }
      long decided = time - SECOND;
      await(() -> disk.isOff() || workloads.status().getFirst().decidedThrough() >= decided);
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
  }

  private static void check(FaultyDisk disk) {
    try (Journal journal = open(disk)) {
      List<Prediction> predictions = predictions(journal);
      assertThat(predictions).hasSizeGreaterThan(WINDOWS / 2);
      for (int i = 1; i < predictions.size(); i++) {
        assertThat(predictions.get(i).window().to())
            .isEqualTo(predictions.get(i - 1).window().to() + SECOND);
      }
      predictions.forEach(prediction -> replay(journal, prediction));
    }
  }

  private static void replay(Journal journal, Prediction prediction) {
    ModelBundle bundle = ModelBundle.read(BLOBS, prediction.model());
    List<WindowCut> cuts = new ArrayList<>();
    Evaluation evaluation =
        new Evaluation(
            LOOP,
            bundle.config().preparation(),
            journal.epoch(),
            prediction.samples().from(),
            (row, window, consumed, arrival) -> {
              if (row.time() == prediction.window().to()) {
                cuts.add(window.cut(prediction.window().rows()));
                assertThat(consumed).isEqualTo(prediction.consumed());
              }
            });
    try (SampleReader reader = journal.sampleReader(prediction.samples().from())) {
      Optional<SampleBlock> block = reader.available();
      while (block.isPresent() && block.get().firstSequence() <= prediction.samples().through()) {
        evaluation.accept(block.get());
        block = reader.available();
      }
    }
    assertThat(cuts).hasSize(1);
    switch (cuts.getFirst()) {
      case WindowCut.Fit fit -> assertThat(fit.tensor().digest()).isEqualTo(prediction.input());
      case WindowCut.Unfit unfit -> assertThat(unfit.reason()).isEqualTo(prediction.reason());
    }
  }

  private static Workloads workloads(Journal journal, FaultyDisk disk, Uplink uplink) {
    Documents documents = new Documents(disk);
    BlobSettings settings = BlobSettings.DEFAULT;
    BlobFetch fetch = new BlobFetch(uplink, FOLDER, BLOBS, settings, journal::append, CLOCK);
    WorkloadTools tools =
        new WorkloadTools(
            FOLDER,
            documents,
            BLOBS,
            fetch,
            new BlobCollection(
                NOTHING, fetch, new PreplacedBlobs(BLOBS, documents, settings, CLOCK)),
            Trial.NONE,
            NativeCalls.inMemory(),
            "boot",
            () -> new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1)));
    return new Workloads(
        NODE, journal, tools, LifeSettings.DEFAULT, SafeMode.OFF, prediction -> {}, CLOCK);
  }

  private static Journal open(FaultyDisk disk) {
    return Journal.open(disk, SETTINGS, CLOCK, () -> new JournalEpoch(new UUID(1, 1)));
  }

  private static DesiredState state(long version, Digest bundle) {
    return new DesiredState(
        NODE,
        new StateVersion(1, version + 1),
        Instant.EPOCH,
        List.of(TestPlant.source(NODE, 1, LOOP)),
        List.of(TinyModel.workload("loop1", version + 1, LOOP, bundle)));
  }

  private static long lastTime(Journal journal) {
    long last = 1_000 * SECOND;
    try (SampleReader reader = journal.sampleReader(1)) {
      for (var block = reader.available(); block.isPresent(); block = reader.available()) {
        last = block.get().samples().getLast().sourceTime();
      }
    }
    return last;
  }

  private static List<Prediction> predictions(Journal journal) {
    List<Prediction> predictions = new ArrayList<>();
    long limit = journal.journalled(Lane.PREDICTIONS);
    try (LaneReader reader = journal.reader(Lane.PREDICTIONS, 1)) {
      reader.forEach(
          limit,
          block -> predictions.addAll(JsonRecords.decode(block.payload(), Prediction.class)));
    }
    return predictions;
  }

  private static Sample sample(String name, long time) {
    double value = Math.sin(time / 7e6 + name.length());
    return new Sample(LOOP.signal(name), time, time, new Value.DoubleValue(value), 0);
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

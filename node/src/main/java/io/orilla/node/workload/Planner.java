package io.orilla.node.workload;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.Plan;
import io.orilla.model.document.Role;
import io.orilla.node.blob.BlobFetch;
import io.orilla.node.machine.Memory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out what would become of a workload before anything is fetched but what describes it: the
 * manifest and the config. Thread-safe.
 */
final class Planner {
  /** What a bundle may say of the machines that it runs on, as {@code amd64,arm64}. */
  private static final String ARCHITECTURES = "io.orilla.architectures";

  /** Room that must be left for the journal and for documents. */
  private static final long DISK_RESERVE = 32 << 20;

  private static final long MEMORY_RESERVE = 32 << 20;
  private static final int MEMORY_PER_GRAPH = 3;

  private final Path home;
  private final BlobStore blobs;
  private final BlobFetch fetch;
  private final SeenSignals seen;
  private volatile List<DesiredState.Source> sources = List.of();

  Planner(Path home, BlobStore blobs, BlobFetch fetch, SeenSignals seen) {
    this.home = home;
    this.blobs = blobs;
    this.fetch = fetch;
    this.seen = seen;
  }

  /** The sources that the node reads from now on. */
  void reads(List<DesiredState.Source> next) {
    sources = next;
  }

  /**
   * @throws io.orilla.model.error.OrillaException when the bundle's description cannot be had
   */
  Plan plan(DesiredState.Workload workload) throws InterruptedException {
    Manifest manifest = fetch.manifest(workload.bundle());
    List<String> problems = new ArrayList<>();
    List<String> cautions = new ArrayList<>();
    missingFeatures(workload, problems);
    otherArchitecture(manifest, problems);
    if (workload.role() != Role.SERVICE) { // which takes no signals
      new SignalFit(workload.asset(), config(manifest), sources, seen).check(problems, cautions);
    }
    long toFetch = fetch.missing(manifest);
    long diskFree = home.toFile().getUsableSpace();
    if (toFetch + DISK_RESERVE > diskFree) {
      problems.add(
          "its blobs need %d MB more and the disk has %d MB left, of which %d MB are kept free"
              .formatted(toFetch >> 20, diskFree >> 20, DISK_RESERVE >> 20));
    }
    long weights = manifest.layers().stream().mapToLong(Manifest.Descriptor::size).sum();
    long memoryNeeded = MEMORY_RESERVE + MEMORY_PER_GRAPH * weights;
    long memoryFree = Memory.available();
    if (memoryFree > 0 && memoryNeeded > memoryFree) {
      problems.add(
          "it needs about %d MB of memory and the machine has %d MB left"
              .formatted(memoryNeeded >> 20, memoryFree >> 20));
    }
    return new Plan(
        workload.name(),
        workload.generation(),
        workload.bundle(),
        problems,
        cautions,
        toFetch,
        diskFree,
        memoryNeeded,
        memoryFree,
        architecture());
  }

  private ModelConfig config(Manifest manifest) throws InterruptedException {
    Digest digest = manifest.config().digest();
    fetch.ensure(digest, manifest.config().size());
    return Json.read(blobs.read(digest), ModelConfig.class);
  }

  private static void missingFeatures(DesiredState.Workload workload, List<String> problems) {
    Set<String> missing = new TreeSet<>(workload.requires());
    missing.removeAll(WorkloadSteps.FEATURES);
    if (!missing.isEmpty()) {
      problems.add(
          "the workload requires " + missing + ", which this node does not have; update the node");
    }
  }

  private static void otherArchitecture(Manifest manifest, List<String> problems) {
    String named = manifest.annotations().get(ARCHITECTURES);
    if (named != null && !List.of(named.split(",")).contains(architecture())) {
      problems.add("it is made for " + named + " and this node is " + architecture());
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }
}

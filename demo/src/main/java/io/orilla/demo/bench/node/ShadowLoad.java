package io.orilla.demo.bench.node;

import io.orilla.demo.bench.Figure;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Role;
import io.orilla.node.workload.DecisionLatency;
import io.orilla.node.workload.LifeSettings;
import io.orilla.node.workload.ShadowBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a hostile shadow costs the champion: a node's journal and workloads in this process, with a
 * shadow beside the champion and without, in turns. The shadow never rests, as nothing limits its
 * share here, and fills memory all the time.
 */
final class ShadowLoad {
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
    this.champion = WorkingNode.model(blobs);
    this.hostile =
        new TurningModel(WorkingNode.ASSET, WorkingNode.preparation(), HOSTILE_TURNS).write(blobs);
  }

  Figure measure(Duration time) throws IOException, InterruptedException {
    Duration phase = time.dividedBy(2 * TURNS);
    DesiredState.Workload alone = WorkingNode.workload("champion", 1, 1, champion, Role.CHAMPION);
    DesiredState.Workload beside = WorkingNode.workload("hostile", 1, 1, hostile, Role.SHADOW);
    List<Long> without = new ArrayList<>();
    List<Long> with = new ArrayList<>();
    p99(List.of(alone), phase); // until it is compiled
    for (int turn = 0; turn < TURNS; turn++) {
      without.add(p99(List.of(alone), phase));
      with.add(p99(List.of(alone, beside), phase));
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
    try (WorkingNode node = new WorkingNode(folder.resolve("phase-" + phases++), blobs, LIFE)) {
      node.reach(1, all);
      node.awaitSettled();
      node.feed(time);
      DecisionLatency latency = node.workloads().status().getFirst().latency();
      if (latency.windows() == 0) {
        throw new IllegalStateException("the champion decided no window");
      }
      return latency.sampleToJournalP99();
    }
  }
}

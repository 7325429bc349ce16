package io.orilla.demo.bench.fault;

import io.orilla.demo.bench.fault.kind.Faults;
import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.ledger.Audit;
import io.orilla.demo.ledger.Hole;
import io.orilla.demo.ledger.Windows;
import io.orilla.demo.story.LakeAudit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The rounds of a fault bench: each swaps all models, lets one fault come and go while samples
 * flow, and measures how long it takes until the site is itself again.
 */
final class Rounds {
  /** Slower than this is wedged. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What is told now and then comes to the server a moment later. */
  private static final Duration IN_TRANSIT = Duration.ofSeconds(5);

  private final Scene scene;
  private final long seed;
  private final Map<String, Integer> faults = new TreeMap<>();
  private final List<String> wedged = new ArrayList<>();
  private long slowest;
  private String slowestAfter = "";
  private int played;
  private boolean recovered = true;

  Rounds(Scene scene, long seed) {
    this.scene = scene;
    this.seed = seed;
  }

  /** One fault; answers what happened and how long it took to recover. */
  String play(String kind) {
    played++;
    faults.merge(kind, 1, Integer::sum);
    scene.swapModels(played);
    String what = strike(kind);
    Optional<Long> millis = awaitConverged(kind);
    return kind
        + ": "
        + what
        + millis.map(time -> "; itself again after " + time + " ms").orElse("; WEDGED");
  }

  private String strike(String kind) {
    try {
      return Faults.of(kind).strike(scene);
    } catch (RuntimeException e) {
      return wedged(kind, String.valueOf(e.getMessage()));
    }
  }

  private String wedged(String kind, String what) {
    wedged.add("round " + played + ", " + kind + ": " + what);
    return what;
  }

  /** Whether to go on: a site that does not recover stays as it is, to be looked at. */
  boolean goesOn() {
    return recovered;
  }

  private Optional<Long> awaitConverged(String kind) {
    Instant began = Instant.now();
    List<String> lacking = await(new Convergence(scene)::lacking, LIMIT);
    if (!lacking.isEmpty()) {
      recovered = false;
      wedged(kind, String.join("; ", lacking));
      return Optional.empty();
    }
    long millis = Duration.between(began, Instant.now()).toMillis();
    if (millis > slowest) {
      slowest = millis;
      slowestAfter = kind;
    }
    return Optional.of(millis);
  }

  /** Asks until nothing lacks, or until the limit; answers what lacks then. */
  private static List<String> await(Supplier<List<String>> question, Duration limit) {
    Instant end = Instant.now().plus(limit);
    List<String> lacking = question.get();
    while (!lacking.isEmpty() && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      lacking = question.get();
    }
    return lacking;
  }

  /** Lets the plant play on for a while, delivers everything and checks the accounts. */
  FaultOutcome end() {
    scene.loop().play(scene.site().plant().rowsServed() + 20, 10);
    scene.site().plant().pace(0);
    scene.loop().drain();
    scene.loop().prepare("last");
    try (LakeAudit lake = new LakeAudit(scene.site())) {
      Audit ledger = lake.ledger();
      Windows windows = lake.windows(scene.loop().predictions());
      return new FaultOutcome(
          seed,
          played,
          faults,
          ledger,
          wedged.size(),
          wedged,
          slowest,
          slowestAfter,
          await(new Convergence(scene)::unbalanced, IN_TRANSIT),
          lake.unnamed().stream().map(Hole::toString).toList(),
          windows.windows(),
          windows.missed(),
          windows.givenUp(),
          windows.twice(),
          scene.site().leftovers());
    }
  }
}

package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.BadAnswers;
import io.orilla.demo.bench.fault.scene.Harm;
import io.orilla.demo.site.Weather;
import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.FaultyDisk.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** All kinds of faults by their names, and the order in which they come. */
public final class Faults {
  private static final Map<String, Fault> KINDS = kinds();

  private Faults() {}

  private static Map<String, Fault> kinds() {
    Map<String, Fault> kinds = new LinkedHashMap<>();
    kinds.put("kill-node", new Kill(scene -> scene.near()));
    kinds.put("kill-server", new Kill(scene -> scene.site().server()));
    kinds.put("kill-worker", new KillWorker());
    kinds.put("kill-trial", new KillTrial());
    kinds.put("power-cut", new PowerCut());
    kinds.put("server-away", new BadLine(Weather.Refusing::new));
    kinds.put("server-slow", new BadLine(() -> new Weather.Slow(4_000)));
    kinds.put("server-errors", new BadServer(BadAnswers::errors));
    kinds.put("server-garbage", new BadServer(BadAnswers::garbage));
    kinds.put("server-half-body", new BadServer(BadAnswers::halfBody));
    kinds.put("server-old", new BadServer(random -> BadAnswers.old()));
    kinds.put("blobs-cut", new BadTransfer(new Weather.Cutting(400_000)));
    kinds.put("blobs-flipped", new BadTransfer(new Weather.Flipping(300_000)));
    kinds.put("blobs-damaged", new DamagedBlob());
    kinds.put("disk-full", new BadDisk((disk, random) -> disk.fillUpAfter(random.nextInt(20_000))));
    kinds.put("disk-read-only", new BadDisk((disk, random) -> disk.turnReadOnly()));
    kinds.put("disk-errors", new BadDisk(Faults::errors));
    kinds.put("clock-ahead", new WrongClock(Duration.ofDays(1)));
    kinds.put("clock-behind", new WrongClock(Duration.ofDays(-1)));
    kinds.put("plant-restarted", new RestartedPlant());
    kinds.put("plant-half-open", new HalfOpenPlant());
    kinds.put("plant-flooding", new FloodingPlant());
    kinds.put("poisoned-state", new PoisonedState());
    kinds.put("impossible-workload", new BadModel(List.of()));
    kinds.put("model-crashes", new BadModel(List.of(Harm.CRASHES)));
    kinds.put("model-hangs", new BadModel(List.of(Harm.HANGS, Harm.HANGS_ON_DATA)));
    kinds.put("model-leaks", new BadModel(List.of(Harm.LEAKS)));
    kinds.put("model-nan", new BadModel(List.of(Harm.NAN, Harm.NAN_ON_DATA)));
    kinds.put("cloned-node", new ClonedNode());
    kinds.put("journal-restored", new RestoredJournal());
    return Collections.unmodifiableMap(kinds);
  }

  private static void errors(FaultyDisk disk, RandomGenerator random) {
    if (random.nextBoolean()) {
      disk.failOneIn(random.nextInt(2, 6));
    } else {
      disk.fail(Operation.WRITE, Operation.SYNC, Operation.REPLACE);
    }
  }

  /** A kind by its name. */
  public static Fault of(String name) {
    Fault fault = KINDS.get(name);
    if (fault == null) {
      throw OrillaException.invalid(
          "there is no fault '" + name + "'; there are " + String.join(", ", KINDS.keySet()));
    }
    return fault;
  }

  /**
   * What comes in so many rounds: each kind once, shuffled, before one comes again.
   *
   * @param only the kinds to draw from; all when there are none
   */
  public static List<String> drawn(int rounds, List<String> only, RandomGenerator random) {
    only.forEach(Faults::of);
    List<String> deck = new ArrayList<>(only.isEmpty() ? KINDS.keySet() : only);
    List<String> drawn = new ArrayList<>();
    while (drawn.size() < rounds) {
      Collections.shuffle(deck, Random.from(random));
      drawn.addAll(deck.subList(0, Math.min(deck.size(), rounds - drawn.size())));
    }
    return drawn;
  }
}

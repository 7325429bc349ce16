package io.orilla.demo.bench.fault;

import io.orilla.demo.bench.fault.kind.Faults;
import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.site.HomeOption;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orilla bench faults}. */
@Command(
    name = "faults",
    description =
        "Faults drawn from a seed, while samples flow, models swap and the appender commits.",
    mixinStandardHelpOptions = true)
public final class FaultBench implements Callable<Integer> {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "how many faults (default: ${DEFAULT-VALUE})")
  private int rounds = 10;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "of kinds and moments (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "kinds to draw from, as power-cut,kill-server (default: all)")
  private List<String> only = List.of();

  @Option(names = "--json", description = "the last line is the outcome as JSON")
  private boolean json;

  @Mixin private HomeOption home = new HomeOption();

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw OrillaException.invalid("--rounds " + rounds + " must be at least 1");
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<String> kinds = Faults.drawn(rounds, only, random);
    keepLogsInTheirFiles();
    Path folder = home.open("orilla-faults-");
    FaultOutcome outcome = run(folder, kinds, random);
    System.out.println(outcome.text());
    if (outcome.ok()) {
      home.discard(folder);
    } else {
      System.out.println("everything is kept in " + folder);
    }
    if (json) {
      System.out.println(Json.text(outcome));
    }
    return outcome.ok() ? 0 : 1;
  }

  /** The node in this process has a log of its own; here it would hide what the bench says. */
  private static void keepLogsInTheirFiles() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        handler.setLevel(Level.OFF);
      }
    }
  }

  private FaultOutcome run(Path folder, List<String> kinds, RandomGenerator random) {
    try (Scene scene = Scene.open(folder, rounds, random)) {
      Rounds played = new Rounds(scene, seed);
      for (int round = 0; round < kinds.size() && played.goesOn(); round++) {
        System.out.println("round " + (round + 1) + ": " + played.play(kinds.get(round)));
      }
      return played.end();
    }
  }
}

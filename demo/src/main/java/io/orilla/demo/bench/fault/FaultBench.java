package io.orilla.demo.bench.fault;

import io.orilla.client.OrillaClient;
import io.orilla.demo.site.Site;
import io.orilla.demo.story.Loop;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code orilla bench faults}. */
@Command(
    name = "faults",
    description =
        "kill -9 at moments drawn from a seed, while samples flow, models swap and the appender commits.",
    mixinStandardHelpOptions = true)
public final class FaultBench implements Callable<Integer> {
  @Option(
      names = "--kill",
      required = true,
      paramLabel = "TARGET",
      description = "${COMPLETION-CANDIDATES}")
  private Target target = Target.NODE;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "how often (default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "of the moments (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--json", description = "the last line is the outcome as JSON")
  private boolean json;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "where everything is kept (default: a fresh temporary folder, removed when all is well)")
  private Optional<Path> home = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw OrillaException.invalid("--rounds " + rounds + " must be at least 1");
    }
    Path folder = home.isPresent() ? home.get() : Files.createTempDirectory("orilla-faults-");
    FaultOutcome outcome = run(folder);
    System.out.println(outcome.text());
    if (json) {
      System.out.println(Json.text(outcome));
    }
    if (outcome.ok() && home.isEmpty()) {
      Site.remove(folder);
    }
    return outcome.ok() ? 0 : 1;
  }

  private FaultOutcome run(Path folder) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    try (Site site = Site.open(folder)) {
      site.startPlant(Optional.empty(), Loop.firstRow());
      site.startServer(0);
      try (OrillaClient client = site.client()) {
        Loop loop = new Loop(site, client);
        Rounds played = new Rounds(site, client, loop, random);
        played.begin();
        for (int round = 1; round <= rounds; round++) {
          String what = played.play(target, round, rounds);
          System.out.printf("round %d of %d: %s%n", round, rounds, what);
        }
        return played.end(target, seed);
      }
    }
  }
}

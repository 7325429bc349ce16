package io.orilla.demo.bench.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.client.Task;
import io.orilla.demo.ledger.Audit;
import io.orilla.demo.site.Program;
import io.orilla.demo.site.Site;
import io.orilla.demo.story.LakeAudit;
import io.orilla.demo.story.Loop;
import io.orilla.demo.story.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The rounds of a fault bench on one site: each moves everything, kills one program and starts it
 * again.
 */
final class Rounds {
  private static final int ROWS_BEFORE = 480;
  private static final int ROWS_OF_THE_PLANT = 1100;
  private static final double SECONDS_OF_A_ROUND = 8;

  private final Site site;
  private final OrillaClient client;
  private final Loop loop;
  private final RandomGenerator random;
  private Map<String, Integer> first = Map.of();
  private Map<String, Integer> second = Map.of();
  private int played;

  Rounds(Site site, OrillaClient client, Loop loop, RandomGenerator random) {
    this.site = site;
    this.client = client;
    this.loop = loop;
    this.random = random;
  }

  /** Brings two versions of every model into the repository and the first to work. */
  void begin() {
    loop.enrolNodes();
    loop.declare();
    loop.label();
    loop.play(ROWS_BEFORE, 60);
    site.plant().pace(0);
    loop.prepare("first");
    first = Loop.versions(loop.study("baseline"));
    second = Loop.versions(loop.study("tuned"));
    loop.deploy(first);
  }

  /** One kill; answers what was killed and when. */
  String play(Target target, int round, int rounds) {
    played = round;
    site.plant()
        .pace(Math.min(15, (ROWS_OF_THE_PLANT - ROWS_BEFORE) / (rounds * SECONDS_OF_A_ROUND)));
    loop.declareModels(round % 2 == 0 ? first : second);
    String what =
        switch (target) {
          case NODE -> kill(site.nodes().get(random.nextInt(site.nodes().size())));
          case SERVER -> kill(site.server());
          case WORKER -> killWorker();
        };
    loop.awaitConverged();
    return what;
  }

  private String kill(Program program) {
    int before = pause(2_000);
    program.kill();
    int down = pause(1_500);
    program.restart();
    program.awaitReady();
    return "killed " + program.name() + " after " + before + " ms, down for " + down + " ms";
  }

  private String killWorker() {
    Task task = loop.startStudy("tuned");
    Optional<Long> pid = awaitWorker(task);
    int before = pause(1_200);
    pid.flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    Task ended = loop.finish(task);
    return "killed the worker of "
        + task.id()
        + " after "
        + before
        + " ms; it succeeded at attempt "
        + ended.json().path("attempt").asInt();
  }

  private Optional<Long> awaitWorker(Task task) {
    Loop.await(
        "a worker runs task " + task.id(),
        java.time.Duration.ofSeconds(30),
        () -> client.task(task.id()).json().has("pid") || client.task(task.id()).ended());
    JsonNode pid = client.task(task.id()).json().path("pid");
    return pid.isMissingNode() ? Optional.empty() : Optional.of(pid.asLong());
  }

  private int pause(int bound) {
    int millis = random.nextInt(bound);
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two rounds", e);
    }
    return millis;
  }

  /** Lets the plant play on for a while, delivers everything and checks the accounts. */
  FaultOutcome end(Target target, long seed) {
    loop.play(site.plant().rowsServed() + 20, 10);
    site.plant().pace(0);
    loop.drain();
    loop.prepare("last");
    try (LakeAudit lake = new LakeAudit(site)) {
      Audit ledger = lake.ledger();
      LakeAudit.Windows windows = lake.windows(loop.predictions());
      return new FaultOutcome(
          target,
          seed,
          played,
          ledger,
          unbalanced(),
          windows.windows(),
          windows.missed(),
          windows.twice(),
          astray(),
          site.leftovers());
    }
  }

  private List<String> unbalanced() {
    List<String> lanes = new ArrayList<>();
    for (Program node : site.nodes()) {
      for (JsonNode account : NodeStatus.lanes(node)) {
        if (!account.path("balanced").asBoolean() || account.path("dropped").asLong() != 0) {
          lanes.add(node.name() + ": " + account);
        }
      }
    }
    return lanes;
  }

  private List<String> astray() {
    List<String> astray = new ArrayList<>();
    client
        .get("nodes")
        .forEach(
            node -> {
              if (!Loop.runsItsState(node)) {
                astray.add(node.path("name").asText());
              }
            });
    return astray;
  }
}

package io.orilla.demo.bench.node;

import static io.orilla.demo.bench.Figure.atMost;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.demo.bench.Figure;
import io.orilla.demo.site.ProcessMeter;
import io.orilla.demo.story.Loop;
import io.orilla.demo.story.NodeStatus;
import io.orilla.model.content.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** What one agent costs the box it runs on: a real process beside a real plant and server. */
final class Footprint {
  private static final int SIGNALS = 1000;
  private static final int TIMES_A_SECOND = 10;
  private static final int WINDOWS_A_SECOND = 20;
  private static final int WINDOWS_LOOKED_AT = 1000;

  /** A node at rest says how it is once a minute, and asks for news as often. */
  private static final Duration A_ROUND = Duration.ofMinutes(1);

  private final Beside beside;
  private final Duration time;
  private final BareProcess bare;

  /**
   * @param time how long each state is watched
   */
  Footprint(Beside beside, Duration time, BareProcess bare) {
    this.beside = beside;
    this.time = time;
    this.bare = bare;
  }

  List<Figure> measure() {
    List<Figure> figures = new ArrayList<>();
    figures.add(start());
    figures.add(new DiskUse(beside).figure());
    figures.addAll(underLoad());
    figures.addAll(idle());
    return figures;
  }

  private Figure start() {
    beside.site().plant().pace(20);
    beside.node().kill();
    long launched = Micros.of(Instant.now());
    beside.node().restart();
    beside.node().awaitReady();
    OptionalLong first = awaitPredictionAfter(launched);
    return atMost(
        2000,
        "start_ms",
        (first.orElseThrow() - launched) / 1000.0,
        bare.startMillis(),
        "process start to first journalled prediction of a one-row window | a JVM that does nothing");
  }

  private OptionalLong awaitPredictionAfter(long launched) {
    OptionalLong[] first = {OptionalLong.empty()};
    Loop.await(
        "the restarted node has decided a window",
        Duration.ofSeconds(60),
        () -> {
          first[0] = firstDecidedAfter(launched);
          return first[0].isPresent();
        });
    return first[0];
  }

  private OptionalLong firstDecidedAfter(long launched) {
    JsonNode predictions = beside.client().get("predictions?limit=2000");
    return StreamSupport.stream(predictions.spliterator(), false)
        .filter(row -> row.path("node").asText().equals(beside.node().name()))
        .mapToLong(row -> row.path("decidedAt").asLong())
        .filter(decidedAt -> decidedAt > launched)
        .min();
  }

  private List<Figure> underLoad() {
    beside.site().plant().pace(WINDOWS_A_SECOND);
    ProcessMeter meter = beside.meter();
    double anonymous = 0;
    double resident = 0;
    List<Figure> figures = new ArrayList<>();
    try (ManySignals device = new ManySignals(SIGNALS);
        WakeUps wakeUps = new WakeUps()) {
      beside.client().apply(device.source(beside.node().name()));
      Loop.await(
          "the node reads the device", Duration.ofSeconds(30), () -> device.subscribers() > 0);
      device.run(TIMES_A_SECOND);
      long before = windows();
      Instant end = Instant.now().plus(time);
      while (Instant.now().isBefore(end)) {
        pause(Duration.ofSeconds(1));
        anonymous = Math.max(anonymous, meter.anonymousMegabytes());
        resident = Math.max(resident, meter.residentMegabytes());
      }
      Loop.await(
          "each seat has decided a thousand windows under load",
          Duration.ofMinutes(2),
          () -> windows() >= before + WINDOWS_LOOKED_AT);
      figures.addAll(latency(wakeUps));
      beside.client().delete("documents/source/" + ManySignals.SOURCE);
    }
    String load =
        SIGNALS
            + " signals x "
            + TIMES_A_SECOND
            + "/s, two models that decide "
            + WINDOWS_A_SECOND
            + " windows a second each";
    figures.add(
        atMost(
            120,
            "rss_mb",
            anonymous,
            bare.anonymousMegabytes(),
            "resident anonymous, most, at " + load + " | a JVM that does nothing"));
    figures.add(
        atMost(
            180,
            "rss_total_mb",
            resident,
            bare.residentMegabytes(),
            "resident, most, at " + load + " | a JVM that does nothing"));
    return figures;
  }

  /** How many windows the seat that has decided the least has decided. */
  private long windows() {
    long least = Long.MAX_VALUE;
    for (JsonNode workload : NodeStatus.of(beside.node()).path("workloads")) {
      least = Math.min(least, workload.path("latency").path("windows").asLong());
    }
    return least;
  }

  /** The slower of the seats; what it tells is of less than a thousand windows. */
  private List<Figure> latency(WakeUps wakeUps) {
    double sampleToJournal = 0;
    double own = 0;
    double graph = 0;
    for (JsonNode workload : NodeStatus.of(beside.node()).path("workloads")) {
      JsonNode latency = workload.path("latency");
      sampleToJournal = Math.max(sampleToJournal, latency.path("sampleToJournalP99").asDouble());
      own = Math.max(own, latency.path("ownP50").asDouble());
      graph = Math.max(graph, latency.path("graphP50").asDouble());
    }
    return List.of(
        atMost(
            5000,
            "sample_to_journal_p99_us",
            sampleToJournal,
            wakeUps.p99Micros(),
            "arrival of the sample that closes a window to its written prediction | how late a waiting thread wakes on this machine meanwhile, p99"),
        atMost(200, "own_us", own, graph, "all but the graph, median | the graph alone, median"));
  }

  private List<Figure> idle() {
    beside.site().plant().pace(0);
    pause(Duration.ofSeconds(5));
    ProcessMeter meter = beside.meter();
    double cpu = meter.cpuSeconds();
    long up = beside.relay().up();
    long down = beside.relay().down();
    long began = System.nanoTime();
    pause(time.compareTo(A_ROUND) > 0 ? time : A_ROUND);
    double seconds = (System.nanoTime() - began) / 1e9;
    return List.of(
        atMost(
            1,
            "idle_cpu_percent",
            100 * (meter.cpuSeconds() - cpu) / seconds,
            0,
            "of one core, connected, nothing flows"),
        atMost(
            .25,
            "idle_uplink_kbit_s",
            8 * (beside.relay().up() - up) / 1000.0 / seconds,
            8 * (beside.relay().down() - down) / 1000.0 / seconds,
            "up, encryption included | down"));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}

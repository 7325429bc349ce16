package io.orilla.demo.bench.inference;

import io.orilla.demo.bench.Figure;
import io.orilla.demo.bench.node.WorkingNode;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Role;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.serving.InferenceDoor;
import io.orilla.node.serving.InferenceSettings;
import io.orilla.node.workload.LifeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * What a swap and a rollback cost those who ask, and the live windows: a champion at work on a
 * journal that is fed, its model asked from outside all the time.
 */
final class SwapLoad {
  private static final int CONNECTIONS = 8;
  private static final int SWAPS = 5;
  private static final String INFER = "/v2/models/press/infer";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** After the lead-in, so that all of a swap is in the second that is counted. */
  private static final Duration SOON = Duration.ofMillis(100);

  private static final byte[] CALL =
      """
      {"inputs":[{"name":"window","shape":[1,1,8],"datatype":"FP32","data":[1,2,3,4,5,6,7,8]},
                 {"name":"mask","shape":[1,1,8],"datatype":"BOOL","data":[1,1,1,1,1,1,1,1]}]}"""
          .getBytes(StandardCharsets.US_ASCII);

  private final Path folder;
  private final BlobStore blobs;
  private final Digest first;
  private final Digest second;
  private long counter = 1;

  SwapLoad(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.blobs = new BlobStore(folder.resolve("models"));
    this.first = WorkingNode.model(blobs);
    this.second = another(first);
  }

  /** The same graph as another version. */
  private Digest another(Digest bundle) throws IOException {
    ModelBundle one = ModelBundle.read(blobs, bundle);
    ModelConfig next =
        one.config()
            .withCard(new ModelCard("the next version", "mean", Map.of(), "to measure with"));
    return ModelBundle.write(blobs, next, blobs.read(one.graph())).digest();
  }

  List<Figure> measure(Duration time) throws IOException, InterruptedException {
    try (WorkingNode node = new WorkingNode(folder.resolve("home"), blobs, LifeSettings.DEFAULT);
        InferenceDoor door = InferenceDoor.bind(InferenceSettings.DEFAULT, "bench")) {
      node.reach(counter++, List.of(version(1, first)));
      node.awaitSettled();
      ConcurrentLinkedQueue<Long> windows = new ConcurrentLinkedQueue<>();
      node.workloads().latest().follow((Prediction said) -> windows.add(said.window().to()));
      door.serve(node.workloads());
      Thread feeding =
          Thread.ofPlatform().start(() -> node.feed(time.dividedBy(2).plusSeconds(4 * SWAPS)));
      URI address = URI.create(door.address().orElseThrow());
      List<Figure> figures = swaps(node, address, time);
      feeding.join();
      figures.add(
          Figure.atMost(
              0,
              "swap_lost_windows",
              lost(List.copyOf(windows)),
              windows.size(),
              "windows without a prediction meanwhile | with one"));
      return figures;
    }
  }

  private static DesiredState.Workload version(int version, Digest bundle) {
    return WorkingNode.workload("press", version, version, bundle, Role.CHAMPION);
  }

  /** There and back, again and again; the middle one counts, as one second says little. */
  private List<Figure> swaps(WorkingNode node, URI address, Duration time)
      throws IOException, InterruptedException {
    Load load = new Load(address.getPort(), CONNECTIONS, Load.post(INFER, "", CALL));
    load.run(time.dividedBy(2)); // until it is compiled
    awaitVersion(address, "1");
    List<Swap> swaps = new ArrayList<>();
    for (int swap = 1; swap <= SWAPS; swap++) {
      boolean back = swap % 2 == 0;
      DesiredState.Workload next = back ? version(1, first) : version(2, second);
      swaps.add(swap(load, back, () -> node.reach(counter++, List.of(next)), address));
    }
    List<Double> slower = swaps.stream().map(Swap::slower).sorted().toList();
    return new ArrayList<>(
        List.of(
            Figure.atMost(
                0,
                "swap_failed",
                swaps.stream().mapToLong(Swap::failed).sum(),
                swaps.stream().mapToLong(Swap::answered).sum(),
                "calls that failed around swaps and rollbacks | answered"),
            Figure.atMost(
                2,
                "swap_p99",
                slower.get(SWAPS / 2),
                slower.getLast(),
                "p99 in the second of a swap, times that before: the middle one of 5 | the worst"),
            Figure.atMost(
                100,
                "rollback_ms",
                swaps.stream().filter(Swap::back).mapToDouble(Swap::millis).max().orElseThrow(),
                swaps.stream().mapToDouble(swap -> swap.before().p99Millis()).max().orElseThrow(),
                "until the version before answers again, under load | p99 without swaps, ms")));
  }

  private record Swap(boolean back, Load.Outcome before, Load.Outcome during, double millis) {
    double slower() {
      return during.p99Millis() / before.p99Millis();
    }

    long failed() {
      return before.failed() + during.failed();
    }

    long answered() {
      return before.answered() + during.answered();
    }
  }

  private static Swap swap(Load load, boolean back, Runnable reach, URI address)
      throws IOException, InterruptedException {
    Load.Outcome before = load.run(SECOND);
    CompletableFuture<Load.Outcome> during = CompletableFuture.supplyAsync(() -> load.run(SECOND));
    Thread.sleep(Load.LEAD_IN.plus(SOON));
    long began = System.nanoTime();
    reach.run();
    awaitVersion(address, back ? "1" : "2");
    double millis = (System.nanoTime() - began) / 1e6;
    return new Swap(back, before, during.join(), millis);
  }

  /** Asks so seldom that it is no load. */
  private static void awaitVersion(URI address, String version) throws IOException {
    String wanted = "\"versions\":" + Json.text(List.of(version));
    long began = System.nanoTime();
    while (!model(address).contains(wanted)) {
      if (System.nanoTime() - began > LONGEST.toNanos()) {
        throw new IllegalStateException("version " + version + " does not answer");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static String model(URI address) throws IOException {
    try (InputStream answer = address.resolve("/v2/models/press").toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static long lost(List<Long> ends) {
    long row = WorkingNode.ROW.toNanos() / 1000;
    long lost = 0;
    for (int i = 1; i < ends.size(); i++) {
      lost += (ends.get(i) - ends.get(i - 1)) / row - 1;
    }
    return lost;
  }
}

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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a swap and a rollback cost those who ask, and the live windows: a champion at work on a
 * journal that is fed, its model asked from outside all the time.
 */
final class SwapLoad {
  private static final int CONNECTIONS = 8;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final byte[] CALL =
      """
      {"inputs":[{"name":"window","shape":[1,1,8],"datatype":"FP32","data":[1,2,3,4,5,6,7,8]},
                 {"name":"mask","shape":[1,1,8],"datatype":"BOOL","data":[1,1,1,1,1,1,1,1]}]}"""
          .getBytes(StandardCharsets.US_ASCII);

  private final Path folder;
  private final BlobStore blobs;
  private final Digest first;
  private final Digest second;

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
      node.reach(1, List.of(version(1, first)));
      node.awaitSettled();
      ConcurrentLinkedQueue<Long> windows = new ConcurrentLinkedQueue<>();
      node.workloads().latest().follow((Prediction said) -> windows.add(said.window().to()));
      door.serve(node.workloads());
      Thread feeding = Thread.ofPlatform().start(() -> node.feed(time.plusSeconds(10)));
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

  private List<Figure> swaps(WorkingNode node, URI address, Duration time)
      throws InterruptedException {
    ByteBuffer call = Load.post("/v2/models/press/infer", "", CALL);
    Load load = new Load(address.getPort(), CONNECTIONS, call);
    load.run(time.dividedBy(2)); // until it is compiled
    Load.Outcome before = load.run(SECOND);
    CompletableFuture<Load.Outcome> during = CompletableFuture.supplyAsync(() -> load.run(SECOND));
    node.reach(2, List.of(version(2, second)));
    awaitVersion(address, "2");
    Load.Outcome swap = during.join();
    CompletableFuture<Load.Outcome> back = CompletableFuture.supplyAsync(() -> load.run(SECOND));
    long began = System.nanoTime();
    node.reach(3, List.of(version(1, first)));
    awaitVersion(address, "1");
    double rollback = (System.nanoTime() - began) / 1e6;
    Load.Outcome after = back.join();
    long failed = before.failed() + swap.failed() + after.failed();
    return new ArrayList<>(
        List.of(
            Figure.atMost(
                0,
                "swap_failed",
                failed,
                before.answered() + swap.answered() + after.answered(),
                "calls that failed around a swap and a rollback | answered"),
            Figure.atMost(
                2,
                "swap_p99",
                swap.p99Millis() / before.p99Millis(),
                before.p99Millis(),
                "p99 in the second of the swap, times that before | that before, ms"),
            Figure.atMost(
                100,
                "rollback_ms",
                rollback,
                after.p99Millis(),
                "until the version before answers again, under load | p99 meanwhile, ms")));
  }

  private static void awaitVersion(URI address, String version) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve("/v2/models/press")).build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!client
          .send(request, HttpResponse.BodyHandlers.ofString())
          .body()
          .contains("\"versions\":" + Json.text(List.of(version)))) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
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

package io.orilla.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.client.Task;
import io.orilla.demo.site.Program;
import io.orilla.demo.site.Site;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What a user does with Orilla to close the loop, each through the API. */
public final class Loop {
  public static final List<AssetName> ASSETS =
      Site.NODES.values().stream().flatMap(List::stream).sorted().toList();

  private final Site site;
  private final OrillaClient client;

  public Loop(Site site, OrillaClient client) {
    this.site = site;
    this.client = client;
  }

  /** Makes a join token for each node, starts it and waits until it has its certificate. */
  public void enrolNodes() {
    for (String node : Site.NODES.keySet().stream().sorted().toList()) {
      site.startNode(node, token(node));
    }
    site.nodes().forEach(Program::awaitReady);
  }

  /** A join token for a node. */
  public String token(String node) {
    return client.post("tokens", Map.of("node", node, "valid", "10m")).path("token").asText();
  }

  /** A join token for a box that takes a node's place. */
  public String replacementToken(String node) {
    return client.post("tokens", Map.of("replace", node, "valid", "10m")).path("token").asText();
  }

  /** Declares sources and workflow, and waits until every node reads its source. */
  public void declare() {
    declare(site.plant().endpoint());
  }

  /**
   * As {@link #declare()}.
   *
   * @param plant where the nodes find it
   */
  public void declare(String plant) {
    client.apply(Documents.workflow());
    for (String node : Site.NODES.keySet()) {
      client.apply(Documents.source(node, plant));
    }
    await("every node reads its source", Duration.ofSeconds(30), this::everySourceConnected);
  }

  private boolean everySourceConnected() {
    int connected = 0;
    for (JsonNode node : client.get("nodes")) {
      for (JsonNode source : node.path("sources")) {
        connected += source.path("connected").asBoolean() ? 1 : 0;
      }
    }
    return connected == Site.NODES.size();
  }

  /** What was really so goes in as a label set, like any user's. */
  public void label() {
    client.apply(Documents.labels(site.plant().labels()));
    client.apply(Documents.studies());
  }

  /**
   * When the first row was, so that the last lies before now: in whole seconds, to fall on the
   * grid.
   */
  public static Instant firstRow() {
    return firstRow(Duration.ofMinutes(25));
  }

  /**
   * As {@link #firstRow()}.
   *
   * @param length of what is played
   */
  public static Instant firstRow(Duration length) {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(length);
  }

  public void play(int untilRows, double rowsPerSecond) {
    play(untilRows, rowsPerSecond, (done, total) -> {});
  }

  /** Plays at a pace until every asset has served so many rows or the recording ends. */
  void play(int untilRows, double rowsPerSecond, Steps.Progress progress) {
    int from = site.plant().rowsServed();
    int until = Math.min(untilRows, site.plant().rows());
    site.plant().pace(rowsPerSecond);
    await(
        until + " rows are played",
        Duration.ofSeconds(60 + (long) (until / rowsPerSecond) * 2),
        () -> {
          int rows = site.plant().rowsServed();
          progress.at(rows - from, until - from);
          return rows >= until || site.plant().finished();
        });
  }

  /** Runs the workflow and names the snapshot it makes. */
  public Task prepare(String tag) {
    return finish(
        new Task(client.post("workflows/" + Documents.WORKFLOW + "/run", Map.of("tag", tag))));
  }

  public Task study(String name) {
    return finish(startStudy(name));
  }

  public Task startStudy(String name) {
    return new Task(client.post("studies/" + name + "/run", Map.of()));
  }

  /** Waits for a task and answers it as it ended. */
  public Task finish(Task started) {
    Task[] task = {started};
    await(
        "task " + started.id() + " has ended",
        Duration.ofSeconds(120),
        () -> {
          task[0] = client.task(started.id());
          return task[0].ended();
        });
    if (task[0].failed()) {
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR, "task " + started.id() + " failed: " + task[0].problem());
    }
    return task[0];
  }

  /** Puts a version of each asset's model at work and waits until every node says it runs. */
  public Map<String, String> deploy(Map<String, Integer> versions) {
    declareModels(versions);
    awaitConverged();
    return running();
  }

  /** Declares which version of each asset's model shall be at work. */
  public void declareModels(Map<String, Integer> versions) {
    for (AssetName asset : ASSETS) {
      declareModel(asset, versions.getOrDefault("anomaly-" + asset.shortName(), 1));
    }
  }

  /** Declares which version of an asset's model shall be at work. */
  public void declareModel(AssetName asset, int version) {
    client.apply(Documents.workload(asset, version));
  }

  public void awaitConverged() {
    await(
        "every node runs what its desired state says",
        Duration.ofSeconds(60),
        () -> converged() && running().size() == ASSETS.size());
  }

  /** The versions that a study registered, by model. */
  public static Map<String, Integer> versions(Task study) {
    Map<String, Integer> versions = new TreeMap<>();
    study
        .result()
        .path("models")
        .forEach(
            model -> versions.put(model.path("model").asText(), model.path("version").asInt()));
    return versions;
  }

  private boolean converged() {
    for (JsonNode node : client.get("nodes")) {
      if (!runsItsState(node)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a node says that it has taken over its newest desired state and runs all of it. */
  public static boolean runsItsState(JsonNode node) {
    if (!node.path("desired").asText().equals(node.path("applied").asText())) {
      return false;
    }
    for (JsonNode workload : node.path("workloads")) {
      if (!workload.path("state").asText().equals("RUNNING")) {
        return false;
      }
    }
    return true;
  }

  /** Digest of the bundle that runs, by asset. */
  private Map<String, String> running() {
    Map<String, String> running = new TreeMap<>();
    for (JsonNode node : client.get("nodes")) {
      node.path("workloads")
          .forEach(
              workload ->
                  running.put(workload.path("asset").asText(), workload.path("bundle").asText()));
    }
    return running;
  }

  /** Waits until the nodes have delivered everything they made. */
  public void drain() {
    await("the nodes have delivered everything", Duration.ofSeconds(60), this::drained);
  }

  private boolean drained() {
    return site.fleet().stream()
        .flatMap(node -> NodeStatus.accounts(node).stream())
        .allMatch(account -> account.pending() == 0);
  }

  /** Every prediction the server holds. */
  public List<Prediction> predictions() {
    List<Prediction> predictions = new ArrayList<>();
    client
        .get("predictions?limit=100000")
        .forEach(row -> predictions.add(Json.mapper().convertValue(row, Prediction.class)));
    return predictions;
  }

  public static void await(String what, Duration limit, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(limit);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new OrillaException(
            ErrorCode.INTERNAL_ERROR, "waited " + limit.toSeconds() + " s in vain until " + what);
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new OrillaException(
            ErrorCode.INTERNAL_ERROR, "interrupted while waiting until " + what, e);
      }
    }
  }
}

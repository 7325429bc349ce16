package io.orilla.demo.bench.fault.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orilla.client.OrillaClient;
import io.orilla.connector.peer.FreePort;
import io.orilla.demo.site.Program;
import io.orilla.demo.site.Relay;
import io.orilla.demo.site.Running;
import io.orilla.demo.site.Site;
import io.orilla.demo.story.Loop;
import io.orilla.demo.story.NodeStatus;
import io.orilla.model.signal.AssetName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Where faults happen: a plant, a server and two nodes that talk over wires which can be disturbed.
 * {@code hall-1} is a process of its own; {@code hall-2} is in this one, for its disk and its
 * clock.
 */
public final class Scene implements AutoCloseable {
  /** Rows a second that the plant plays at. */
  public static final double PACE = 4;

  private static final String NEAR = "hall-1";
  private static final String FAR = "hall-2";
  private static final int ROWS_BEFORE = 480;
  private static final int ROWS_OF_A_ROUND = 150;

  /** Short soaks and trials, as a round shall not take minutes; the rest as nodes are. */
  private static final String SETTINGS =
      """
      life: {trial: 20s, window: 2s, soakWindows: 3, soakTime: 1s, afterDeath: 1s}
      crashes: {quiet: 5s}
      ...
      """;

  private final Site site;
  private final RandomGenerator random;
  private final Relay toPlant;
  private final Relay toServer;
  private final int serverPort;
  private final ServerKeys keys;
  private final Impostor impostor;
  private final OrillaClient client;
  private final Loop loop;
  private final Models models;
  private final LocalNode far;
  private final Map<AssetName, Integer> declared = new TreeMap<>();
  private Map<String, Integer> first = Map.of();
  private Map<String, Integer> second = Map.of();

  private Scene(Site site, int rounds, RandomGenerator random) {
    this.site = site;
    this.random = random;
    int rows = 2 * ROWS_BEFORE + rounds * ROWS_OF_A_ROUND;
    site.startPlant(
        Optional.empty(),
        Loop.firstRow(Duration.ofSeconds((long) (rows * 1.1) + 120)),
        "--rows",
        String.valueOf(rows));
    this.toPlant = new Relay(URI.create(site.plant().endpoint()).getPort());
    this.serverPort = FreePort.find();
    this.toServer = new Relay(serverPort);
    site.startServer(0, serverPort, "--forwarded-port", String.valueOf(toServer.port()));
    this.keys = new ServerKeys(site.lakeFolder());
    this.impostor = new Impostor(keys);
    this.client = site.client();
    this.loop = new Loop(site, client);
    this.models = new Models(client, site.lakeFolder());
    this.far = new LocalNode(FAR, site.home().resolve(FAR), random.nextLong());
  }

  /** Starts everything in a folder; two versions of every model are in the repository then. */
  public static Scene open(Path folder, int rounds, RandomGenerator random) {
    Site site = Site.open(folder);
    try {
      Scene scene = new Scene(site, rounds, random);
      scene.begin();
      return scene;
    } catch (RuntimeException e) {
      site.close();
      throw e;
    }
  }

  private void begin() {
    settle(NEAR);
    settle(FAR);
    site.startNode(NEAR, loop.token(NEAR));
    far.join(loop.token(FAR));
    far.start();
    site.host(far);
    near().awaitReady();
    loop.declare("opc.tcp://127.0.0.1:" + toPlant.port());
    loop.label();
    loop.play(ROWS_BEFORE, 60);
    site.plant().pace(0);
    loop.prepare("first");
    first = Loop.versions(loop.study("baseline"));
    second = Loop.versions(loop.study("tuned"));
    loop.deploy(first);
    first.forEach((model, version) -> Loop.ASSETS.forEach(asset -> note(asset, model, version)));
    site.plant().pace(PACE);
    Loop.ASSETS.forEach(this::awaitGood);
  }

  private void note(AssetName asset, String model, int version) {
    if (Models.model(asset).text().equals(model)) {
      declared.put(asset, version);
    }
  }

  private void settle(String node) {
    try {
      Path home = Files.createDirectories(site.home().resolve(node));
      Files.writeString(home.resolve("agent.yaml"), SETTINGS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a node's settings are those that it was given. */
  public boolean isSettled(Running node) {
    try {
      return Files.readString(site.home().resolve(node.name()).resolve("agent.yaml"))
          .equals(SETTINGS);
    } catch (IOException e) {
      return false;
    }
  }

  /** Declares for every asset the one of its two models that it does not have. */
  public void swapModels(int round) {
    Map<String, Integer> next = round % 2 == 0 ? first : second;
    for (AssetName asset : Loop.ASSETS) {
      declare(asset, next.getOrDefault(Models.model(asset).text(), 1));
    }
  }

  /** Declares which version of an asset's model shall be at work. */
  public void declare(AssetName asset, int version) {
    loop.declareModel(asset, version);
    declared.put(asset, version);
  }

  /** The version that was declared for an asset. */
  public int declared(AssetName asset) {
    return declared.getOrDefault(asset, 1);
  }

  /** Waits until the model that was declared for an asset is at work and proved good. */
  public void awaitGood(AssetName asset) {
    String bundle = models.bundle(asset, declared(asset)).text();
    Loop.await(
        "the declared model of " + asset + " proved good",
        Duration.ofSeconds(60),
        () -> {
          JsonNode workload = workload(asset);
          return workload.path("running").asText().equals(bundle)
              && workload.path("state").asText().equals("RUNNING")
              && workload.path("reason").asText().isEmpty();
        });
  }

  /** What a node says of the workload on its asset; nothing while it says nothing. */
  public JsonNode workload(AssetName asset) {
    for (JsonNode workload : NodeStatus.of(nodeOf(asset)).path("workloads")) {
      if (workload.path("asset").asText().equals(asset.text())) {
        return workload;
      }
    }
    return MissingNode.getInstance();
  }

  private Running nodeOf(AssetName asset) {
    return Site.nodeOf(asset).equals(NEAR) ? near() : far;
  }

  /** An asset that is drawn. */
  public AssetName anyAsset() {
    return draw(Loop.ASSETS);
  }

  /** An asset of the node that is a process, drawn. */
  public AssetName assetOfNear() {
    return draw(Site.NODES.getOrDefault(NEAR, List.of()));
  }

  private <T> T draw(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Waits for a time that is drawn; answers it in ms. */
  public int pause(Duration from, Duration to) {
    int millis = random.nextInt((int) from.toMillis(), (int) to.toMillis());
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a round", e);
    }
    return millis;
  }

  /** Lets something else answer in the server's place. */
  public void displaceServer(Impostor.Answer answer) {
    impostor.answer(answer);
    toServer.leadTo(impostor.port());
  }

  /** The server answers again. */
  public void restoreServer() {
    toServer.leadTo(serverPort);
  }

  /** The key by which the server signs desired states. */
  public PrivateKey stateKey() {
    return keys.stateKey();
  }

  /** Drawn from the seed, in the order of the rounds. */
  public RandomGenerator random() {
    return random;
  }

  /** For what draws on threads of its own. */
  public RandomGenerator sharedRandom() {
    return new Random(random.nextLong());
  }

  public Site site() {
    return site;
  }

  public OrillaClient client() {
    return client;
  }

  public Loop loop() {
    return loop;
  }

  public Models models() {
    return models;
  }

  public Relay toPlant() {
    return toPlant;
  }

  public Relay toServer() {
    return toServer;
  }

  /** The node that is a process. */
  public Program near() {
    return site.nodes().getFirst();
  }

  /** The node in this process. */
  public LocalNode far() {
    return far;
  }

  @Override
  public void close() {
    try (site;
        client;
        toServer;
        toPlant;
        impostor) {
      far.close();
    }
  }
}

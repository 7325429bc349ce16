package io.orilla.demo.bench.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.client.OrillaClient;
import io.orilla.demo.site.ProcessMeter;
import io.orilla.demo.site.Program;
import io.orilla.demo.site.Relay;
import io.orilla.demo.site.Site;
import io.orilla.demo.story.Loop;
import io.orilla.demo.story.NodeStatus;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plant, a server and one node with a model at work, brought there by the loop itself. */
final class Beside implements AutoCloseable {
  private static final int ROWS_BEFORE = 480;

  /** More than are played, and the last of them lies before now. */
  private static final int ROWS = 6000;

  private final Site site;
  private final OrillaClient client;
  private final Loop loop;
  private final Program node;
  private final Relay relay;

  private Beside(Site site, OrillaClient client, Loop loop, Relay relay) {
    this.site = site;
    this.client = client;
    this.loop = loop;
    this.relay = relay;
    this.node = site.nodes().getFirst();
  }

  /** Plays, prepares, trains and deploys; then the node is led over the relay. */
  static Beside start(Path home) {
    Site site = Site.open(home);
    Instant firstRow =
        Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(ROWS, ChronoUnit.SECONDS);
    site.startPlant(Optional.empty(), firstRow, "--rows", String.valueOf(ROWS));
    site.startServer(0);
    OrillaClient client = site.client();
    Loop loop = new Loop(site, client);
    loop.enrolNodes();
    loop.declare();
    loop.label();
    loop.play(ROWS_BEFORE, 60);
    site.plant().pace(0);
    loop.prepare("bench");
    Map<String, Integer> models = Loop.versions(loop.study("baseline"));
    loop.deploy(models);
    site.nodes().stream().skip(1).forEach(Program::close);
    String nodes = site.server().description().path("nodeAddress").asText();
    Beside beside = new Beside(site, client, loop, new Relay(URI.create(nodes).getPort()));
    beside.leadOverRelay();
    return beside;
  }

  private void leadOverRelay() {
    node.kill();
    Path identity = site.home().resolve(node.name()).resolve("identity/current.json");
    try {
      JsonNode kept = Json.read(Files.readAllBytes(identity), JsonNode.class);
      ArrayNode addresses = ((ObjectNode) kept).putArray("addresses");
      addresses.add("https://127.0.0.1:" + relay.port());
      Files.writeString(identity, Json.text(kept));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    site.plant().pace(5);
    train();
    node.restart();
    node.awaitReady();
    Loop.await(
        "the node is back over the relay, its models proved good",
        Duration.ofSeconds(90),
        () -> relay.up() > 1000 && modelsAreGood());
  }

  /** A model that still soaks is tried again at each start. */
  private boolean modelsAreGood() {
    JsonNode workloads = NodeStatus.of(node).path("workloads");
    int good = 0;
    for (JsonNode workload : workloads) {
      boolean running = workload.path("state").asText().equals("RUNNING");
      good += running && workload.path("reason").asText().isEmpty() ? 1 : 0;
    }
    return good > 0 && good == workloads.size();
  }

  /** Lets the node learn its classes, as an installation does once. */
  private void train() {
    String folder = site.home().resolve(node.name()).toString();
    Program training =
        Program.start(
            "training",
            List.of("node", "--home", folder, "--train", "15s"),
            site.home().resolve(node.name()).resolve("node.json"),
            site.home().resolve("logs").resolve("training.log"));
    int code = training.awaitEnd(Duration.ofSeconds(90));
    if (code != 0) {
      throw new IllegalStateException("the training of the node ended with " + code);
    }
  }

  Program node() {
    return node;
  }

  Relay relay() {
    return relay;
  }

  OrillaClient client() {
    return client;
  }

  Site site() {
    return site;
  }

  ProcessMeter meter() {
    return new ProcessMeter(node.pid());
  }

  @Override
  public void close() {
    client.close();
    relay.close();
    site.close();
  }
}

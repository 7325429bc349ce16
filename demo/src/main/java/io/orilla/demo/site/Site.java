package io.orilla.demo.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.connector.peer.FreePort;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plant, a server and two nodes as processes on this machine, under one folder. Closing it ends
 * them all; so does the end of this process.
 */
public final class Site implements AutoCloseable {
  /** The nodes with the assets they stand beside. */
  public static final Map<String, List<AssetName>> NODES =
      Map.of(
          "hall-1",
              List.of(
                  new AssetName("riva/hall1/water/loop1"), new AssetName("riva/hall1/water/loop2")),
          "hall-2",
              List.of(
                  new AssetName("riva/hall2/water/loop3"),
                  new AssetName("riva/hall2/water/loop4")));

  private final Path home;
  private final List<Program> nodes = new ArrayList<>();
  private final List<Running> guests = new ArrayList<>();
  private Optional<Plant> plant = Optional.empty();
  private Optional<Program> server = Optional.empty();

  private Site(Path home) {
    this.home = home;
  }

  /**
   * A site in a folder, which is made when it is not there; nothing is started.
   *
   * @throws OrillaException INVALID_ARGUMENT when something is in the folder: accounts begin at
   *     nothing
   */
  public static Site open(Path home) {
    try {
      for (String folder : List.of("server", "plant", "logs")) {
        if (Files.exists(home.resolve(folder))) {
          throw OrillaException.invalid(
              "the home "
                  + home
                  + " holds an earlier run: remove it, or give --home another folder");
        }
        Files.createDirectories(home.resolve(folder));
      }
      return new Site(home);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot make the folder " + home + ": " + e.getMessage(),
          e);
    }
  }

  /** The node that stands beside an asset. */
  public static String nodeOf(AssetName asset) {
    return NODES.entrySet().stream()
        .filter(node -> node.getValue().contains(asset))
        .findFirst()
        .orElseThrow(() -> OrillaException.invalid("no node stands beside " + asset))
        .getKey();
  }

  /** Files that an interrupted write left behind, by their names. */
  public List<String> leftovers() {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .map(file -> home.relativize(file).toString())
          .filter(name -> name.contains(".partial") || name.endsWith(".tmp"))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of("cannot look below " + home + ": " + e.getMessage());
    }
  }

  /**
   * Starts the plant, holding.
   *
   * @param data folder with recordings; without it a physical model plays
   * @param start time of the first row
   * @param more options of {@code orilla simulate plant}
   */
  public Plant startPlant(Optional<Path> data, Instant start, String... more) {
    Path ledger = home.resolve("plant").resolve("ledger.csv");
    Path ready = home.resolve("plant").resolve("plant.json");
    List<String> arguments =
        new ArrayList<>(List.of("simulate", "plant", "--pace", "0", "--start", start.toString()));
    arguments.addAll(List.of("--ledger", ledger.toString(), "--ready", ready.toString()));
    arguments.addAll(List.of(more));
    data.ifPresent(folder -> arguments.addAll(List.of("--data", folder.toString())));
    Plant started = new Plant(Program.start("plant", arguments, ready, log("plant")), ledger);
    plant = Optional.of(started);
    return started;
  }

  /**
   * Starts the server and waits until it listens.
   *
   * @param port for people; 0 takes a free one. It stays the same when the server is started again.
   */
  public Program startServer(int port) {
    return startServer(port, FreePort.find());
  }

  /**
   * As {@link #startServer(int)}.
   *
   * @param nodePort for nodes
   * @param more options of {@code orilla server}
   */
  public Program startServer(int port, int nodePort, String... more) {
    Path folder = home.resolve("server");
    String people = String.valueOf(port == 0 ? FreePort.find() : port);
    List<String> arguments = new ArrayList<>(List.of("server", "--home", folder.toString()));
    arguments.addAll(List.of("--port", people, "--node-port", String.valueOf(nodePort)));
    arguments.addAll(List.of("--commit-interval", "1s"));
    arguments.addAll(List.of(more));
    Program started =
        Program.start("server", arguments, folder.resolve("server.json"), log("server"));
    server = Optional.of(started);
    started.awaitReady();
    return started;
  }

  /** Starts a node that joins with the token; it may not be ready yet. */
  public Program startNode(String name, String token) {
    Path folder = home.resolve(name);
    List<String> arguments =
        List.of("node", "--home", folder.toString(), "--name", name, "--join", token);
    Program started = Program.start(name, arguments, folder.resolve("node.json"), log(name));
    nodes.add(started);
    return started;
  }

  private Path log(String name) {
    return home.resolve("logs").resolve(name + ".log");
  }

  public Path home() {
    return home;
  }

  public Path lakeFolder() {
    return home.resolve("server");
  }

  public Plant plant() {
    return plant.orElseThrow(() -> new IllegalStateException("the plant is not started"));
  }

  public Program server() {
    return server.orElseThrow(() -> new IllegalStateException("the server is not started"));
  }

  /** The nodes that are processes. */
  public List<Program> nodes() {
    return List.copyOf(nodes);
  }

  /** Takes in a node that is none of the site's processes; its owner ends it. */
  public void host(Running guest) {
    guests.add(guest);
  }

  /** All nodes, wherever they run. */
  public List<Running> fleet() {
    return Stream.concat(nodes.stream(), guests.stream()).toList();
  }

  /** A client of the server as it listens now. */
  public OrillaClient client() {
    JsonNode description = server().description();
    return new OrillaClient(URI.create(description.path("address").asText()));
  }

  /** Every process that was started. */
  public List<Program> programs() {
    List<Program> all = new ArrayList<>(nodes);
    server.ifPresent(all::add);
    plant.ifPresent(started -> all.add(started.program()));
    return all;
  }

  @Override
  public void close() {
    nodes.forEach(Program::close);
    server.ifPresent(Program::close);
    plant.ifPresent(Plant::close);
  }
}

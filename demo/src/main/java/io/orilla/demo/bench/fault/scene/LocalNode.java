package io.orilla.demo.bench.fault.scene;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.opcua.OpcUaConnector;
import io.orilla.demo.site.Folders;
import io.orilla.demo.site.Running;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.Node;
import io.orilla.node.NodeSettings;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.FaultyDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node in this process: with a disk that fails as disks do and a clock that can be set wrong, for
 * what cannot be done to a process of its own. It can lose its power.
 */
public final class LocalNode implements Running, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalNode.class);

  private final String name;
  private final Path home;
  private final boolean reads;
  private long seed;
  private final MovedClock clock = new MovedClock();
  private Optional<FaultyDisk> disk = Optional.empty();
  private Optional<Node> node = Optional.empty();

  /**
   * @param seed of what the disk does by chance
   */
  LocalNode(String name, Path home, long seed) {
    this(name, home, seed, true);
  }

  private LocalNode(String name, Path home, long seed, boolean reads) {
    this.name = name;
    this.home = home;
    this.seed = seed;
    this.reads = reads;
  }

  /** A copy of it as it lies on the disk, in a place where no plant is. */
  public LocalNode copiedTo(Path place) {
    Folders.copy(home, place);
    return new LocalNode(name, place, seed, false);
  }

  private NodeSettings settings() {
    return NodeSettings.file(home).load().settings();
  }

  /** Becomes a node, or the one that it is anew. */
  public void join(String token) {
    try {
      Node.join(settings(), token, new ObjectName(name), clock);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "interrupted while joining", e);
    }
  }

  /** Starts with what is on its disk. */
  public void start() {
    UnaryOperator<Disk> faulty =
        folder -> {
          FaultyDisk fresh = disk.orElseGet(() -> new FaultyDisk(folder, seed++));
          disk = Optional.of(fresh);
          return fresh;
        };
    node = Optional.of(Node.start(settings(), faulty, connectors(), clock));
  }

  private List<Connector> connectors() {
    return reads ? List.of(new OpcUaConnector(clock)) : List.of();
  }

  /** Ends in order; all that it wrote is durable then. */
  public void stop() {
    node.ifPresent(Node::close);
    node = Optional.empty();
    disk = Optional.empty();
  }

  /** Ends as when the power fails: what is not on the disk by now is gone; some of that, too. */
  public void losePower() {
    FaultyDisk before = disk();
    before.goOffAfter(0);
    try {
      stop();
    } catch (RuntimeException e) {
      log.debug("The end of a node without power", e);
      node = Optional.empty();
    }
    try {
      disk = Optional.of(before.afterPowerCut());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it keeps journal and documents on, while it runs. */
  public FaultyDisk disk() {
    return disk.orElseThrow(() -> new IllegalStateException(name + " was not started yet"));
  }

  /** Sets its clock wrong by so much. */
  public void moveClock(Duration offset) {
    clock.moveBy(offset);
  }

  public Path home() {
    return home;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public JsonNode description() {
    try {
      return Json.read(Files.readAllBytes(home.resolve("node.json")), JsonNode.class);
    } catch (IOException e) {
      throw new OrillaException(ErrorCode.PEER_UNAVAILABLE, name + " is not ready", e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}

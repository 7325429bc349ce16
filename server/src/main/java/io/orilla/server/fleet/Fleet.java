package io.orilla.server.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.content.Ordered;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.server.fleet.NodeStateStore.Kept;
import io.orilla.server.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the nodes say of themselves. Each event counts once, also when its batch is sent again, and
 * what it changed is on disk before the node is told that it was heard. Thread-safe.
 */
public final class Fleet implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Fleet.class);

  private final Database database;
  private final InstantSource clock;
  private final Map<ObjectName, NodeState> states = new ConcurrentHashMap<>();
  private final Map<ObjectName, Instant> seen = new ConcurrentHashMap<>();
  private final Map<ObjectName, Instant> savedSeen = new ConcurrentHashMap<>();
  private final List<BiConsumer<ObjectName, Event>> watchers = new CopyOnWriteArrayList<>();
  private final ReentrantLock folding = new ReentrantLock();

  public Fleet(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    database
        .read(NodeStateStore::all)
        .forEach(
            (node, kept) -> {
              states.put(node, kept.state());
              seen.put(node, kept.lastSeen());
            });
    savedSeen.putAll(seen);
  }

  /**
   * Calls the watcher with each event before it counts as heard: after a crash an event may come
   * once more.
   */
  public void watch(BiConsumer<ObjectName, Event> watcher) {
    watchers.add(watcher);
  }

  /** What is known of a node; a node that said nothing yet is silent. */
  public NodeState state(ObjectName node) {
    return states.getOrDefault(node, NodeState.SILENT);
  }

  /** The nodes that say they run this bundle, by name. */
  public List<ObjectName> running(Digest bundle) {
    return states.entrySet().stream()
        .filter(entry -> entry.getValue().process().runs(bundle))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** When the node last spoke, by the server's clock; nothing when it never did. */
  public Optional<Instant> lastSeen(ObjectName node) {
    return Optional.ofNullable(seen.get(node));
  }

  /** The node spoke just now. */
  public void saw(ObjectName node) {
    seen.put(node, clock.instant());
  }

  /** Takes in the events of a batch that is held; other lanes say nothing of the node's state. */
  public void take(ObjectName node, JournalBatch batch) {
    if (batch.lane() != Lane.EVENTS) {
      return;
    }
    folding.lock();
    try {
      NodeState before = state(node);
      NodeState state = before;
      for (Block block : batch.blocks()) {
        state = fold(node, state, batch.epoch(), block);
      }
      if (!state.equals(before)) {
        save(node, state);
        states.put(node, state);
      }
    } finally {
      folding.unlock();
    }
  }

  private void save(ObjectName node, NodeState state) {
    Instant now = seen.getOrDefault(node, clock.instant());
    database.execute(handle -> NodeStateStore.save(handle, node, new Kept(state, now)));
    savedSeen.put(node, now);
  }

  private NodeState fold(ObjectName node, NodeState before, JournalEpoch epoch, Block block) {
    NodeState state = before;
    long sequence = block.firstSequence();
    for (JsonNode record : records(block)) {
      if (!state.hasRead(epoch, sequence)) {
        Optional<Event> event = event(record);
        event.ifPresent(said -> watchers.forEach(watcher -> watcher.accept(node, said)));
        state = (event.isPresent() ? state.after(event.get()) : state).reached(epoch, sequence);
      }
      sequence++;
    }
    return state;
  }

  private static List<JsonNode> records(Block block) {
    try {
      return JsonRecords.decode(block.payload(), JsonNode.class);
    } catch (OrillaException e) {
      log.warn("events from {} cannot be read: {}", block.firstSequence(), e.text());
      return List.of();
    }
  }

  /** An event of a newer agent that is not known here is held all the same. */
  private static Optional<Event> event(JsonNode record) {
    try {
      return Optional.of(Json.mapper().treeToValue(record, Event.class));
    } catch (JsonProcessingException e) {
      log.warn("an event is not understood by this version: {}", e.getOriginalMessage());
      return Optional.empty();
    }
  }

  /** Puts on disk when nodes last spoke; to be called now and then. */
  public void saveLastSeen() {
    Map<ObjectName, Instant> now = Ordered.copy(seen);
    if (now.equals(savedSeen)) {
      return;
    }
    database.execute(
        handle ->
            now.forEach(
                (node, at) -> {
                  if (!at.equals(savedSeen.get(node))) {
                    NodeStateStore.saveSeen(handle, node, at);
                  }
                }));
    savedSeen.putAll(now);
  }

  @Override
  public void close() {
    saveLastSeen();
  }
}

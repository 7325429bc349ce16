package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The blocks that are not durable yet, as bytes in memory: what was written of them can be lost by
 * a disk that fails, and is written anew from here. Thread-safe.
 */
final class Unsynced {
  private final NavigableMap<Long, Entry> byFirst = new TreeMap<>();
  private long bytes;

  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Entry(long first, long last, byte[] bytes) {
    static Entry of(Block block) {
      byte[] bytes = new byte[block.encodedLength()];
      block.encode(ByteBuffer.wrap(bytes));
      return new Entry(block.firstSequence(), block.lastSequence(), bytes);
    }

    Block block() {
      return Block.decode(ByteBuffer.wrap(bytes));
    }
  }

  synchronized void add(Entry entry) {
    byFirst.put(entry.first(), entry);
    bytes += entry.bytes().length;
  }

  synchronized void removeThrough(long sequence) {
    while (!byFirst.isEmpty() && byFirst.firstEntry().getValue().last() <= sequence) {
      bytes -= byFirst.pollFirstEntry().getValue().bytes().length;
    }
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized List<Entry> all() {
    return List.copyOf(byFirst.values());
  }

  /** The block that holds a sequence, or the next one behind it. */
  synchronized Optional<Block> from(long sequence) {
    Map.Entry<Long, Entry> floor = byFirst.floorEntry(sequence);
    Map.Entry<Long, Entry> found =
        floor != null && floor.getValue().last() >= sequence
            ? floor
            : byFirst.higherEntry(sequence);
    return Optional.ofNullable(found).map(Map.Entry::getValue).map(Entry::block);
  }
}

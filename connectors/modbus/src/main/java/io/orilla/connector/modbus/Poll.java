package io.orilla.connector.modbus;

import io.orilla.connector.modbus.Device.Answer;
import io.orilla.connector.modbus.Device.Question;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.signal.Sample;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads all points of a plan, request by request. A device that refuses a request for several
 * points is asked for each half, until it is known which of them it does not have; those are asked
 * for again from time to time, and the others meanwhile. Used by one thread, until there is
 * trouble.
 */
final class Poll {
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** So long answers are put together: the journal has a cost for each time that it is told. */
  private static final Duration GATHERING = Duration.ofMillis(20);

  /** OPC UA's Bad_NoData for a value that the device says it does not have. */
  static final long NO_DATA = 0x809B_0000L;

  private final Device device;
  private final SampleListener listener;
  private final InstantSource clock;
  private final Map<Block, Long> refused = new HashMap<>();
  private final Deque<Block> ahead = new ArrayDeque<>();
  private final List<Block> asked = new ArrayList<>();
  private final List<Sample> gathered = new ArrayList<>();
  private long gatheredSince;
  private List<Block> blocks;

  Poll(ReadPlan plan, Device device, SampleListener listener, InstantSource clock) {
    this.device = device;
    this.listener = listener;
    this.clock = clock;
    this.blocks = plan.blocks();
  }

  /** Asks for something: who only takes connections is not there yet. */
  void greet() {
    device.read(blocks.getFirst());
  }

  void readAll() {
    try {
      readBlocks();
    } finally {
      handOver(); // also what was answered before the trouble
    }
  }

  private void readBlocks() {
    ahead.addAll(blocks);
    Question question = next();
    while (question != null) {
      question = take(question.block(), device.answer(question));
    }
    blocks = List.copyOf(asked);
    asked.clear();
  }

  /** Asks for the next block; absent when all were asked for. */
  private @Nullable Question next() {
    while (!ahead.isEmpty()) {
      Block block = ahead.removeFirst();
      if (!isRefused(block)) {
        return device.ask(block);
      }
      asked.add(block);
    }
    return null;
  }

  private @Nullable Question take(Block block, Answer answer) {
    return switch (answer) {
      case Answer.Bytes(byte[] bytes) -> {
        refused.remove(block);
        asked.add(block);
        yield deliverAndAsk(block, bytes);
      }
      case Answer.Exception(int code) when isOfAddress(code) && !block.isOne() -> {
        ahead.addFirst(block.secondHalf());
        ahead.addFirst(block.firstHalf());
        yield next();
      }
      case Answer.Exception exception -> {
        asked.add(block);
        refuse(block, exception);
        yield next();
      }
    };
  }

  /** The device works on the next request while the values of this one are made. */
  private @Nullable Question deliverAndAsk(Block block, byte[] bytes) {
    long now = Micros.of(clock.instant());
    if (!gathered.isEmpty() && System.nanoTime() - gatheredSince >= GATHERING.toNanos()) {
      handOver(); // which may take long: nothing is asked meanwhile
    }
    Question early = device.mayAsk() ? next() : null;
    gather(block, bytes, now);
    return early == null ? next() : early;
  }

  private boolean isRefused(Block block) {
    Long at = refused.get(block);
    return at != null && System.nanoTime() - at < RETRY.toNanos();
  }

  private void gather(Block block, byte[] bytes, long now) {
    if (gathered.isEmpty()) {
      gatheredSince = System.nanoTime();
    }
    for (Point point : block.points()) {
      gathered.add(sample(point, bytes, block.from(), now));
    }
  }

  private void handOver() {
    if (!gathered.isEmpty()) {
      listener.received(List.copyOf(gathered));
      gathered.clear();
    }
  }

  private static Sample sample(Point point, byte[] bytes, int start, long now) {
    if (point.table().isOfBits()) {
      return new Sample(point.signal(), now, now, point.bit(bytes, start), 0);
    }
    byte[] own = point.bytes(bytes, start);
    int power = point.power(bytes, start);
    long status = point.isAbsent(own, power) ? NO_DATA : 0;
    return new Sample(point.signal(), now, now, point.value(own, power), status);
  }

  /** Whether a request for less may be answered; devices differ in how they say so. */
  private static boolean isOfAddress(int code) {
    return code == Answer.UNKNOWN || code >= 2 && code <= 4;
  }

  private void refuse(Block block, Answer.Exception exception) {
    refused.put(block, System.nanoTime());
    String reason =
        "the device answers %s/%d of unit %d with %s"
            .formatted(block.table().text(), block.from(), block.unit(), exception.text());
    listener.heard();
    block.points().forEach(point -> listener.refused(point.signal(), reason));
  }
}

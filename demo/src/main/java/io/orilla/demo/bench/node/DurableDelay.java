package io.orilla.demo.bench.node;

import io.orilla.demo.bench.Figure;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.node.journal.Bell;
import io.orilla.node.journal.Journal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long an urgent record takes from journalled to durable, while nothing hurries it. */
final class DurableDelay {
  private static final ObjectName SOURCE = new ObjectName("press");
  private static final Duration BETWEEN = Duration.ofMillis(23);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int RECORD_BYTES = 200;

  private final Path folder;

  DurableDelay(Path folder) {
    this.folder = folder;
  }

  Figure measure(Journal journal, Duration time) throws IOException, InterruptedException {
    double bare = bareSync(time.dividedBy(4));
    Histogram delays = new Histogram(3);
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      journal.append(List.of(new Event.SourceState(0, SOURCE, true, "")));
      long journalled = System.nanoTime();
      awaitDurable(journal, journal.last(Lane.EVENTS));
      delays.recordValue(System.nanoTime() - journalled);
      Bell.pause(BETWEEN);
    }
    return Figure.atMost(
        50,
        "durable_ms",
        delays.getValueAtPercentile(99) / 1e6,
        bare,
        "from a record journalled to durable, p99 | a bare file's write and sync, p99");
  }

  private static void awaitDurable(Journal journal, long sequence) throws InterruptedException {
    Bell bell = journal.durableBell();
    long seen = bell.count();
    while (journal.durable(Lane.EVENTS) < sequence) {
      bell.await(seen, LONGEST);
      seen = bell.count();
    }
  }

  private double bareSync(Duration time) throws IOException, InterruptedException {
    Histogram syncs = new Histogram(3);
    long end = System.nanoTime() + time.toNanos();
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("bare-sync").toFile(), "rw")) {
      while (System.nanoTime() < end) {
        long began = System.nanoTime();
        file.write(new byte[RECORD_BYTES]);
        file.getFD().sync();
        syncs.recordValue(System.nanoTime() - began);
        Bell.pause(BETWEEN);
      }
    }
    return syncs.getValueAtPercentile(99) / 1e6;
  }
}

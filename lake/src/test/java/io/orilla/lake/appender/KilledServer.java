package io.orilla.lake.appender;

import static io.orilla.lake.inbox.Batches.EPOCH;

import io.orilla.lake.inbox.Batches;
import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.InboxLimits;
import io.orilla.lake.inbox.LaneKey;
import io.orilla.lake.inbox.Links;
import io.orilla.lake.table.Lake;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.process.ProgramHome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A process that takes in batches and commits them as fast as it can, until it is killed. It prints
 * {@code lane node through} for each batch that it has answered for.
 */
final class KilledServer {
  private static final Links LINKS = new Links(EPOCH, Lane.EVENTS, n -> payload(n, n + 1));

  private final Inbox inbox;
  private final Random random;

  private KilledServer(Inbox inbox, Random random) {
    this.inbox = inbox;
    this.random = random;
  }

  public static void main(String[] args) throws InterruptedException {
    Path home = Path.of(args[0]);
    ProgramHome.open(home);
    Lake lake = Lake.open(home);
    Inbox inbox =
        Inbox.open(home.resolve("inbox"), new InboxLimits(4_000, 1 << 20), Clock.systemUTC());
    AppenderSettings settings = new AppenderSettings(Duration.ofMillis(1), 2_000, 5);
    Appender.start(lake, inbox, settings, home.resolve("quarantine"));
    for (Lane lane : List.of(Lane.SIGNALS, Lane.EVENTS)) {
      for (String node : List.of("hall-1", "hall-2")) {
        Random random = new Random(Long.parseLong(args[1]) + lane.code() * 31L + node.hashCode());
        Thread.ofPlatform()
            .start(() -> new KilledServer(inbox, random).run(lane, new ObjectName(node)));
      }
    }
    Thread.currentThread().join();
  }

  private void run(Lane lane, ObjectName node) {
    long next = inbox.through(new LaneKey(node, EPOCH, lane)) + 1;
    while (true) {
      long end = next + 1 + random.nextInt(20);
      long through = inbox.accept(node, batch(lane, next, end)).through();
      System.out.println(lane.text() + " " + node + " " + through);
      // A node that heard no answer sends again; what is held must not be taken twice.
      next = random.nextBoolean() ? end : next;
      if (next < end) {
        inbox.accept(node, batch(lane, next, end));
        next = end;
      }
    }
  }

  private static JournalBatch batch(Lane lane, long from, long to) {
    Block block = lane == Lane.SIGNALS ? Batches.block(from, to) : events(from, to);
    LaneAccount account = new LaneAccount(lane, to - 1, from - 1, to - from, 0);
    return new JournalBatch(EPOCH, account, List.of(block));
  }

  private static Block events(long from, long to) {
    int count = (int) (to - from);
    return Block.following(
        LINKS.at(from - 1), Lane.EVENTS, from, count, to - 1, to, payload(from, to));
  }

  private static byte[] payload(long from, long to) {
    return JsonRecords.encode(
        LongStream.range(from, to)
            .<Event>mapToObj(n -> new Event.AgentStarted(n, "test", EPOCH))
            .toList());
  }
}

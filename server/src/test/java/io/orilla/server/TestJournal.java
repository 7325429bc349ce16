package io.orilla.server;

import io.orilla.model.content.Micros;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A node's journal that is delivered as soon as something is written. */
public final class TestJournal {
  private final TestNode node;
  private final JournalEpoch epoch = new JournalEpoch(UUID.randomUUID());
  private final Map<Lane, Long> made = new EnumMap<>(Lane.class);
  private final Map<Lane, Integer> links = new EnumMap<>(Lane.class);

  public TestJournal(TestNode node) {
    this.node = node;
  }

  public JournalEpoch epoch() {
    return epoch;
  }

  public void samples(Sample... samples) {
    deliver(Lane.SIGNALS, samples.length, SampleRecords.encode(List.of(samples)));
  }

  /** Events or predictions. */
  public void records(Lane lane, Object... records) {
    deliver(lane, records.length, JsonRecords.encode(List.of(records)));
  }

  private void deliver(Lane lane, int count, byte[] payload) {
    long before = made.getOrDefault(lane, 0L);
    long after = before + count;
    made.put(lane, after);
    int link = links.getOrDefault(lane, Chain.start(epoch));
    Block block =
        Block.following(link, lane, before + 1, count, after, Micros.of(Instant.now()), payload);
    links.put(lane, block.chain().after());
    JournalBatch batch =
        new JournalBatch(epoch, new LaneAccount(lane, after, before, count, 0), List.of(block));
    var answer =
        node.send(
            node.request("/node/v1/journal").POST(BodyPublishers.ofByteArray(batch.encode())));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
  }
}

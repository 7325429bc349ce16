package io.orilla.node.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.LaneReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** The records of a lane that a node keeps, delivered or not, as lines of JSON. */
final class History {
  private final Journal journal;
  private final HistoryQuery query;
  private int left;

  /** Times are µs UTC; {@code journalledAt} is when the block was written that holds the record. */
  private record Line(long sequence, long journalledAt, JsonNode record) {}

  private record SampleLine(
      long sequence,
      long journalledAt,
      String signal,
      long sourceTime,
      long arrivalTime,
      Object value,
      long status) {}

  History(Journal journal, HistoryQuery query) {
    this.journal = journal;
    this.query = query;
    this.left = query.limit();
  }

  /** Writes block by block: no more than one is in memory. */
  void write(OutputStream response) throws IOException {
    Lane lane = query.lane();
    long from =
        query.writtenFrom() == 0
            ? query.from()
            : journal.firstKeptAround(lane, query.writtenFrom());
    long limit = journal.last(lane);
    try (OutputStream out = new BufferedOutputStream(response);
        LaneReader reader = journal.reader(lane, Math.max(from, journal.firstKept(lane)))) {
      Optional<Block> block = reader.next(limit);
      while (block.isPresent() && left > 0) {
        if (block.get().writtenAt() >= query.writtenFrom()) {
          write(block.get(), out);
        }
        block = reader.next(limit);
      }
    }
  }

  private void write(Block block, OutputStream out) throws IOException {
    if (query.lane() == Lane.SIGNALS) {
      writeSamples(block, out);
      return;
    }
    List<JsonNode> records = JsonRecords.decode(block.payload(), JsonNode.class);
    for (int i = 0; i < records.size() && left > 0; i++) {
      if (block.firstSequence() + i >= query.from()) {
        writeLine(new Line(block.firstSequence() + i, block.writtenAt(), records.get(i)), out);
      }
    }
  }

  private void writeSamples(Block block, OutputStream out) throws IOException {
    long[] sequences = block.sequences();
    List<Sample> samples = SampleRecords.decode(block.payload());
    for (int i = 0; i < sequences.length && left > 0; i++) {
      Sample sample = samples.get(i);
      if (sequences[i] >= query.from()
          && query.takes(sample.signal().text(), sample.sourceTime())) {
        writeLine(line(sequences[i], block.writtenAt(), sample), out);
      }
    }
  }

  private static SampleLine line(long sequence, long journalledAt, Sample sample) {
    return new SampleLine(
        sequence,
        journalledAt,
        sample.signal().text(),
        sample.sourceTime(),
        sample.arrivalTime(),
        plain(sample.value()),
        sample.statusCode());
  }

  private static Object plain(Value value) {
    return switch (value) {
      case Value.DoubleValue number -> number.value();
      case Value.LongValue number -> number.value();
      case Value.BooleanValue truth -> truth.value();
      case Value.TextValue text -> text.value();
      case Value.BytesValue bytes -> bytes.value();
    };
  }

  private void writeLine(Object line, OutputStream out) throws IOException {
    out.write(Json.bytes(line));
    out.write('\n');
    left--;
  }
}

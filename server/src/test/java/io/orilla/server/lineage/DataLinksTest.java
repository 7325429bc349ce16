package io.orilla.server.lineage;

import static io.orilla.server.TestModel.LOOP1;
import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.lake.appender.Appender;
import io.orilla.lake.appender.AppenderSettings;
import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.InboxLimits;
import io.orilla.lake.table.Column;
import io.orilla.lake.table.ColumnType;
import io.orilla.lake.table.Lake;
import io.orilla.lake.table.Snapshot;
import io.orilla.lake.table.TableWriter;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.server.TestModel;
import io.orilla.server.task.SnapshotSummary;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLinksTest {
  private static final TableName PREPARED = new TableName("prepared.valves");
  private static final JournalEpoch EPOCH = new JournalEpoch(new UUID(5, 6));

  @TempDir Path home;

  @Test
  void trainingRowsAreTracedToTheSequencesOfTheirSamplesAndNoFurther() {
    try (Lake lake = Lake.open(home);
        Inbox inbox = Inbox.open(home.resolve("inbox"), InboxLimits.DEFAULT, Clock.systemUTC());
        Appender appender =
            Appender.start(
                lake,
                inbox,
                AppenderSettings.DEFAULT.every(Duration.ofHours(1)),
                home.resolve("quarantine"))) {
      inbox.accept(new ObjectName("hall-1"), samples());
      appender.commitNow();
      long raw = lake.scan(TableName.RAW_SIGNALS).snapshot();
      Snapshot prepared = prepare(lake, raw);

      ModelConfig config = TestModel.config("run-1", PREPARED, prepared.id(), 4_000_000);
      List<Link> links = new DataLinks(lake).of(config);
      assertThat(links)
          .extracting(Link::name)
          .containsExactly(
              "prepared.valves@" + prepared.id(),
              "raw.signals@" + raw,
              "riva/hall1/water/loop1/pressure");
      assertThat(links.getFirst().facts()).containsEntry("task", "t-1").containsEntry("rows", "1");
      assertThat(links.get(1).facts()).containsEntry("inbox through", "1");
      assertThat(links.getLast().facts())
          .containsEntry("sequences", "1-4")
          .containsEntry("samples", "4")
          .containsEntry("epoch", EPOCH.toString())
          .containsEntry("to", "1970-01-01T00:00:04Z");
    }
  }

  private static JournalBatch samples() {
    List<Sample> samples =
        LongStream.rangeClosed(1, 9)
            .mapToObj(
                n ->
                    new Sample(
                        LOOP1.signal("pressure"), n * 1_000_000, 0, new Value.DoubleValue(n), 0))
            .toList();
    Block block =
        Block.following(
            Chain.start(EPOCH), Lane.SIGNALS, 1, 9, 9, 0, SampleRecords.encode(samples));
    return new JournalBatch(EPOCH, new LaneAccount(Lane.SIGNALS, 9, 0, 9, 0), List.of(block));
  }

  private static Snapshot prepare(Lake lake, long raw) {
    lake.ensure(PREPARED, List.of(new Column("asset", ColumnType.VARCHAR)));
    try (TableWriter writer = lake.writer(PREPARED)) {
      writer.row(row -> row.text(LOOP1.text()));
      return lake.replace(
          PREPARED,
          List.of(writer.finish()),
          Map.of(SnapshotSummary.TASK, "t-1", SnapshotSummary.INPUT, "raw.signals@" + raw));
    }
  }
}

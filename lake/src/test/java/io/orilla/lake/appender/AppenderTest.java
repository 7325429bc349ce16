package io.orilla.lake.appender;

import static io.orilla.lake.inbox.Batches.EPOCH;
import static io.orilla.lake.inbox.Batches.NODE;
import static io.orilla.lake.inbox.Batches.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.lake.duck.Sql;
import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.InboxEntry;
import io.orilla.lake.inbox.InboxLimits;
import io.orilla.lake.table.Lake;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppenderTest {
  private static final AssetName LOOP = new AssetName("riva/hall1/water/loop1");
  private static final AppenderSettings NEVER = AppenderSettings.DEFAULT.every(Duration.ofHours(1));

  @TempDir Path home;
  private Lake lake;
  private Inbox inbox;
  private Appender appender;

  @BeforeEach
  void open() {
    start(NEVER, InboxLimits.DEFAULT);
  }

  private void start(AppenderSettings settings, InboxLimits limits) {
    lake = Lake.open(home);
    inbox = Inbox.open(home.resolve("inbox"), limits, Clock.systemUTC());
    appender = Appender.start(lake, inbox, settings, home.resolve("quarantine"));
  }

  @AfterEach
  void close() {
    appender.close();
    inbox.close();
    lake.close();
  }

  private static JournalBatch of(Lane lane, byte[] payload, int count) {
    int start = Chain.start(EPOCH);
    Block block = new Block(lane, 1, count, count, 5, new Chain(start, start), payload);
    return new JournalBatch(EPOCH, new LaneAccount(lane, count, 0, count, 0), List.of(block));
  }

  private static Prediction prediction() {
    Digest model = Digest.ofText("model");
    return new Prediction(
        "p1",
        NODE,
        LOOP,
        new ObjectName("watch-loop1"),
        "anomaly",
        Role.CHAMPION,
        model,
        new StateVersion(1, 4),
        2,
        new Prediction.Window(10, 14, 5),
        new Prediction.Consumed(EPOCH, 1, 40),
        20,
        Decision.ALARM,
        null,
        Map.of("score", new float[] {1.5f}, "contribution", new float[] {1, 0.5f}),
        Quality.GOOD,
        900,
        model,
        "ort");
  }

  private List<String> column(TableName table, String expression) {
    return lake.duckDb()
        .query(
            "SELECT (" + expression + ")::VARCHAR FROM " + Sql.rows(lake.scan(table)),
            List.of(),
            row -> String.valueOf(row.getString(1)));
  }

  @Test
  void aSampleComesBackInTheColumnOfItsType() {
    List<Value> values =
        List.of(
            new Value.DoubleValue(Double.NaN),
            new Value.LongValue(Long.MIN_VALUE),
            new Value.BooleanValue(true),
            new Value.TextValue("offen \0 ü"),
            new Value.BytesValue(new byte[] {0, 1, -1}));
    List<Sample> samples =
        values.stream()
            .map(value -> new Sample(LOOP.signal("flow"), 3, 4, value, 0xFFFF_FFFFL))
            .toList();
    inbox.accept(NODE, of(Lane.SIGNALS, SampleRecords.encode(samples), 5));
    appender.commitNow();

    TableName table = TableName.RAW_SIGNALS;
    assertThat(column(table, "value_double"))
        .containsExactly("nan", "null", "null", "null", "null");
    assertThat(column(table, "value_long")).contains("-9223372036854775808");
    assertThat(column(table, "value_boolean")).contains("true");
    assertThat(column(table, "value_text")).contains("offen \0 ü");
    assertThat(column(table, "octet_length(value_bytes)")).contains("3");
    assertThat(column(table, "status_code")).containsOnly("4294967295");
    assertThat(column(table, "asset")).containsOnly("riva/hall1/water/loop1");
    assertThat(column(table, "sequence")).containsExactly("1", "2", "3", "4", "5");
    assertThat(column(table, "epoch_us(source_time) || ' ' || epoch_us(journalled_at)"))
        .containsOnly("3 5");
  }

  @Test
  void aPredictionAndAnEventComeBackWhole() {
    inbox.accept(NODE, of(Lane.PREDICTIONS, JsonRecords.encode(List.of(prediction())), 1));
    Event event = new Event.SafeMode(7, true, "three crashes");
    inbox.accept(NODE, of(Lane.EVENTS, JsonRecords.encode(List.of(event)), 1));
    appender.commitNow();

    String body = column(TableName.PREDICTIONS, "body").getFirst();
    assertThat(Json.text(Json.read(body, Prediction.class))).isEqualTo(Json.text(prediction()));
    assertThat(column(TableName.PREDICTIONS, "score")).containsExactly("1.5");
    assertThat(column(TableName.PREDICTIONS, "epoch_us(window_to)")).containsExactly("14");
    assertThat(Json.read(column(TableName.RAW_EVENTS, "body").getFirst(), Event.class))
        .isEqualTo(event);
    assertThat(column(TableName.RAW_EVENTS, "event")).containsExactly("safe-mode");
  }

  @Test
  void eachRecordIsCommittedOnceAlsoAfterARestart() {
    inbox.accept(NODE, batch(1, 3));
    appender.commitNow();
    appender.commitNow();
    inbox.accept(NODE, batch(3, 6));
    close();
    start(NEVER, InboxLimits.DEFAULT);
    appender.commitNow();

    assertThat(column(TableName.RAW_SIGNALS, "sequence")).containsExactly("1", "2", "3", "4", "5");
    assertThat(lake.inboxThrough(TableName.RAW_SIGNALS)).isEqualTo(2);
    assertThat(lake.describe(TableName.RAW_SIGNALS).snapshots()).hasSize(2);
  }

  @Test
  void whatIsCommittedIsReleased() throws Exception {
    close();
    start(NEVER, new InboxLimits(100, 1 << 20));
    for (int i = 1; i <= 5; i++) {
      inbox.accept(NODE, batch(i, i + 1));
    }
    appender.commitNow();
    assertThat(inbox.read(0, Long.MAX_VALUE)).extracting(InboxEntry::offset).containsExactly(5L);
  }

  @Test
  void aBatchThatCannotBeReadIsSetAsideAndHoldsUpNothing() throws Exception {
    byte[] damaged = "no samples".getBytes(StandardCharsets.UTF_8);
    JournalBatch batch = of(Lane.SIGNALS, damaged, 3);
    inbox.accept(NODE, batch);
    inbox.accept(new ObjectName("hall-2"), batch(1, 3));
    appender.commitNow();

    assertThat(column(TableName.RAW_SIGNALS, "node")).containsExactly("hall-2", "hall-2");
    Path kept = home.resolve("quarantine/00000000000000000001-hall-1.batch");
    assertThat(Files.readAllBytes(kept)).isEqualTo(batch.encode());
  }

  @Test
  void aTableThatCannotBeWrittenHoldsBackTheInboxButNoOtherTable() throws Exception {
    close();
    start(NEVER, new InboxLimits(100, 1 << 20));
    inCatalog(
        """
        CREATE TRIGGER fault BEFORE UPDATE ON iceberg_tables
        WHEN NEW.table_name = 'signals' BEGIN SELECT RAISE(ABORT, 'down'); END""");
    inbox.accept(NODE, batch(1, 3));
    inbox.accept(NODE, of(Lane.PREDICTIONS, JsonRecords.encode(List.of(prediction())), 1));
    assertThatThrownBy(appender::commitNow).hasMessageContaining("it is unknown whether");
    assertThat(column(TableName.PREDICTIONS, "id")).containsExactly("p1");
    assertThat(inbox.read(0, 1)).hasSize(1);

    inCatalog("DROP TRIGGER fault");
    appender.commitNow();
    assertThat(column(TableName.RAW_SIGNALS, "sequence")).containsExactly("1", "2");
  }

  private void inCatalog(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("catalog.sqlite"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aReadSeesEachRecordOnceBeforeAndAfterItsCommit() {
    inbox.accept(NODE, batch(1, 3));
    assertThat(appender.read(TableName.RAW_SIGNALS, List.of()).waiting()).hasSize(1);
    assertThat(appender.read(TableName.PREDICTIONS, List.of()).waiting()).isEmpty();
    appender.commitNow();
    RawRead read = appender.read(TableName.RAW_SIGNALS, List.of());
    assertThat(read.waiting()).isEmpty();
    assertThat(read.committed().files()).hasSize(1);
  }

  @Test
  void recordsAreCommittedAfterTheIntervalOrWhenTheyAreMany() {
    close();
    start(new AppenderSettings(Duration.ofMillis(20), 64 << 20, 10), InboxLimits.DEFAULT);
    inbox.accept(NODE, batch(1, 3));
    awaitRows(2);
    close();
    start(new AppenderSettings(Duration.ofHours(1), 50, 10), InboxLimits.DEFAULT);
    inbox.accept(NODE, batch(3, 6));
    awaitRows(5);
  }

  private void awaitRows(long rows) {
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(lake.describe(TableName.RAW_SIGNALS).rows()).isEqualTo(rows));
  }
}

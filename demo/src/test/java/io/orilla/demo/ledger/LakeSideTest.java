package io.orilla.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.demo.ledger.WindowAudit.Span;
import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.DuckLimits;
import io.orilla.lake.duck.Sql;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import io.orilla.model.task.TableInput;
import io.orilla.model.task.TableInput.Column;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeSideTest {
  private static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");

  @TempDir Path folder;

  private DuckDb duckDb;

  @BeforeEach
  void open() {
    duckDb = DuckDb.open(folder.resolve("tmp"), List.of(folder), new DuckLimits(256, 1));
  }

  @AfterEach
  void close() {
    duckDb.close();
  }

  @Test
  void samplesComeWithMicroseconds() {
    List<Column> columns =
        List.of(
            new Column(1, "signal", "VARCHAR"),
            new Column(2, "source_time", "TIMESTAMPTZ"),
            new Column(3, "value_double", "DOUBLE"),
            new Column(4, "status_code", "BIGINT"),
            new Column(5, "arrival_time", "TIMESTAMPTZ"));
    TableInput table =
        table(
            TableName.RAW_SIGNALS,
            columns,
            """
            SELECT '%s' AS signal, make_timestamptz(1700000000000001) AS source_time,
              32.5::DOUBLE AS value_double, 2147483648::BIGINT AS status_code,
              make_timestamptz(1700000000000002) AS arrival_time
            """
                .formatted(FLOW));
    assertThat(LakeSide.samples(duckDb, table))
        .containsExactly(new LakeSample(FLOW, 1_700_000_000_000_001L, 32.5, 0x8000_0000L));
  }

  @Test
  void eachEpochOfAnAssetReachesFromItsFirstSampleToItsLast() {
    List<Column> columns =
        List.of(
            new Column(1, "asset", "VARCHAR"),
            new Column(2, "epoch", "VARCHAR"),
            new Column(3, "source_time", "TIMESTAMPTZ"));
    AssetName other = new AssetName("riva/hall1/water/loop2");
    TableInput table =
        table(
            TableName.RAW_SIGNALS,
            columns,
            """
            SELECT asset, epoch, make_timestamptz(time::BIGINT) AS source_time
            FROM (VALUES ('%1$s', 'x', 5), ('%1$s', 'x', 2), ('%1$s', 'x', 4), ('%1$s', 'y', 9),
              ('%2$s', 'x', 7)) AS rows(asset, epoch, time)
            """
                .formatted(FLOW.asset(), other));
    assertThat(LakeSide.epochs(duckDb, table))
        .containsExactlyInAnyOrder(
            new Span(FLOW.asset(), 2, 5), new Span(FLOW.asset(), 9, 9), new Span(other, 7, 7));
  }

  @Test
  void gapsAreReadFromTheEvents() {
    Event gap = new Event.Gap(5, new ObjectName("plant"), FLOW, 1, 9, "restart");
    TableInput table = events("('a', 'gap', %s), ('a', 'agent-started', '{}')", gap);
    assertThat(LakeSide.gaps(duckDb, table)).containsExactly(new LakeGap(FLOW, 1, 9));
  }

  @Test
  void whatANodeToldAgainIsCountedOnce() {
    Event dropped = new Event.Dropped(5, Lane.SIGNALS, 11, 14, 4, "over budget");
    Event later = new Event.Dropped(6, Lane.SIGNALS, 15, 15, 1, "over budget");
    Event other = new Event.Dropped(5, Lane.PREDICTIONS, 1, 9, 9, "over budget");
    TableInput table =
        events(
            """
            ('a', 'dropped', %1$s), ('a', 'dropped', %1$s), ('b', 'dropped', %1$s),
            ('a', 'dropped', %2$s), ('a', 'dropped', %3$s)
            """,
            dropped, later, other);
    assertThat(LakeSide.dropped(duckDb, table, Lane.SIGNALS))
        .isEqualTo(Map.of("a", List.of(dropped, later), "b", List.of(dropped)));
  }

  @Test
  void whatALaneLacksIsFoundByTheNumbersInEachEpoch() {
    List<Column> columns =
        List.of(
            new Column(1, "node", "VARCHAR"),
            new Column(2, "epoch", "VARCHAR"),
            new Column(3, "sequence", "BIGINT"));
    TableInput table =
        table(
            TableName.RAW_SIGNALS,
            columns,
            """
            SELECT * FROM (VALUES ('a', 'x', 5), ('a', 'x', 2), ('a', 'y', 1), ('a', 'y', 2),
              ('b', 'z', 1), ('b', 'z', 2), ('b', 'z', 2)) AS rows(node, epoch, sequence)
            """);
    assertThat(LakeSide.holes(duckDb, table))
        .containsExactly(new Hole("a", "x", 1, 1), new Hole("a", "x", 3, 4));
  }

  private TableInput events(String rows, Event... events) {
    return table(
        TableName.RAW_EVENTS,
        List.of(
            new Column(1, "node", "VARCHAR"),
            new Column(2, "event", "VARCHAR"),
            new Column(3, "body", "VARCHAR")),
        "SELECT * FROM (VALUES %s) AS events(node, event, body)"
            .formatted(
                rows.formatted(
                    Stream.of(events).map(event -> Sql.text(Json.text(event))).toArray())));
  }

  private TableInput table(TableName name, List<Column> columns, String rows) {
    String file = folder.resolve(name.name() + ".parquet").toString();
    duckDb.execute(
        "COPY (%s) TO %s %s".formatted(rows, Sql.text(file), Sql.parquetOptions(columns)));
    return new TableInput(name, 1, List.of(file), columns);
  }
}

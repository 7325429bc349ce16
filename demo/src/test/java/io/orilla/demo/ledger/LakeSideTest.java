package io.orilla.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.DuckLimits;
import io.orilla.lake.duck.Sql;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.SignalName;
import io.orilla.model.task.TableInput;
import io.orilla.model.task.TableInput.Column;
import java.nio.file.Path;
import java.util.List;
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
  void gapsAreReadFromTheEvents() {
    Event gap = new Event.Gap(5, new ObjectName("plant"), FLOW, 1, 9, "restart");
    TableInput table =
        table(
            TableName.RAW_EVENTS,
            List.of(new Column(1, "event", "VARCHAR"), new Column(2, "body", "VARCHAR")),
            """
            SELECT * FROM (VALUES ('gap', %s), ('agent-started', '{}')) AS events(event, body)
            """
                .formatted(Sql.text(Json.text(gap))));
    assertThat(LakeSide.gaps(duckDb, table)).containsExactly(new LakeGap(FLOW, 1, 9));
  }

  private TableInput table(TableName name, List<Column> columns, String rows) {
    String file = folder.resolve(name.name() + ".parquet").toString();
    duckDb.execute(
        "COPY (%s) TO %s %s".formatted(rows, Sql.text(file), Sql.parquetOptions(columns)));
    return new TableInput(name, 1, List.of(file), columns);
  }
}

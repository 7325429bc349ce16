package io.orilla.worker.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.lake.duck.Sql;
import io.orilla.lake.table.Column;
import io.orilla.lake.table.ColumnType;
import io.orilla.lake.table.Lake;
import io.orilla.lake.table.Snapshot;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.TableName;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TableOutput;
import io.orilla.model.task.TaskSpec;
import io.orilla.worker.Loop;
import io.orilla.worker.RawTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedInLakeTest {
  private static final TableName ROWS = new TableName("prepared.water");
  private static final TableName ASIDE = new TableName("prepared.water_aside");

  @TempDir Path temporary;

  /** Also a file without a row, as the one of what was set aside mostly is. */
  @Test
  void theFilesOfAWorkerCanBeCommitted() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("task"));
    RawTable raw = new RawTable(Files.createDirectory(temporary.resolve("warehouse")));
    raw.batch("hall-1", new UUID(1, 2), 1, 1, Loop.seconds(1, 11));
    ResultDocument result =
        Loop.run(
            folder,
            new TaskSpec.Prepare(
                new ObjectName("water"), 1, Loop.workflow(), List.of(Loop.ASSET), raw.input()));

    try (Lake lake = Lake.open(temporary.resolve("home"))) {
      ensureTables(lake);
      for (TableOutput output : result.tables()) {
        Snapshot snapshot =
            lake.replace(
                output.table(), List.of(folder.resolve(output.file())), Map.of("task", "task-1"));
        assertThat(snapshot).isNotNull();
      }
      String count = "SELECT count(*) FROM " + Sql.rows(lake.scan(ROWS));
      assertThat(lake.duckDb().query(count, List.of(), row -> row.getLong(1))).containsExactly(10L);
      assertThat(lake.scan(ASIDE).columns()).hasSize(6);
    }
  }

  private static void ensureTables(Lake lake) {
    lake.ensure(
        ROWS,
        List.of(
            new Column("asset", ColumnType.VARCHAR),
            new Column("time", ColumnType.TIMESTAMPTZ),
            new Column("pressure", ColumnType.DOUBLE),
            new Column("flow_rate", ColumnType.DOUBLE),
            new Column("held", ColumnType.INTEGER),
            new Column("quality", ColumnType.VARCHAR)));
    lake.ensure(
        ASIDE,
        List.of(
            new Column("asset", ColumnType.VARCHAR),
            new Column("signal", ColumnType.VARCHAR),
            new Column("time", ColumnType.TIMESTAMPTZ),
            new Column("value", ColumnType.DOUBLE),
            new Column("status_code", ColumnType.BIGINT),
            new Column("rule", ColumnType.VARCHAR)));
  }
}

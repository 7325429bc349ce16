package io.orilla.worker.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.document.ObjectName;
import io.orilla.model.document.TableName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TableOutput;
import io.orilla.model.task.TaskSpec;
import io.orilla.pipeline.Evaluator;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.RowListener;
import io.orilla.worker.Loop;
import io.orilla.worker.RawTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareTaskTest {
  private static final UUID EPOCH = new UUID(1, 2);

  @TempDir Path temporary;
  private Path folder;
  private RawTable raw;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = Files.createDirectory(temporary.resolve("task"));
    raw = new RawTable(Files.createDirectory(temporary.resolve("warehouse")));
  }

  private ResultDocument prepare() throws IOException {
    return Loop.run(
        folder,
        new TaskSpec.Prepare(
            new ObjectName("water"),
            3,
            Loop.workflow(),
            List.of(Loop.ASSET, Loop.OTHER),
            raw.input()));
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone='UTC'");
      List<String> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery(sql.formatted(folder))) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
      return rows;
    }
  }

  @Test
  void rowsOfEveryAssetAreWritten() throws Exception {
    raw.batch("hall-1", EPOCH, 1, 1, Loop.seconds(1, 51));
    raw.batch("hall-1", EPOCH, 2, 201, Loop.seconds(51, 101));

    ResultDocument result = prepare();

    assertThat(result.problem()).isNull();
    assertThat(result.tables())
        .containsExactly(
            new TableOutput(new TableName("prepared.water"), "rows.parquet", 200),
            new TableOutput(new TableName("prepared.water_aside"), "aside.parquet", 0));
    assertThat(result.counts())
        .containsEntry("rows", 200L)
        .containsEntry("samples", 400L)
        .containsEntry("duplicates", 0L)
        .containsEntry("late", 0L);
    assertThat(query("SELECT column_name || ' ' || column_type FROM (DESCRIBE '%s/rows.parquet')"))
        .containsExactly(
            "asset VARCHAR",
            "time TIMESTAMP WITH TIME ZONE",
            "pressure DOUBLE",
            "flow_rate DOUBLE",
            "held INTEGER",
            "quality VARCHAR");
    assertThat(query("SELECT count(DISTINCT time) FROM '%s/rows.parquet' GROUP BY asset"))
        .containsExactly("100", "100");
  }

  /** A node that was away delivers late what others had sent before: the inbox decides. */
  @Test
  void samplesAreTakenInTheOrderInWhichTheServerReceivedThem() throws Exception {
    raw.batch("hall-1", EPOCH, 7, 1, Loop.seconds(1, 11));
    raw.batch("hall-2", EPOCH, 3, 1, Loop.seconds(11, 21));

    ResultDocument result = prepare();

    assertThat(result.counts()).containsEntry("rows", 20L).containsEntry("late", 40L);
    assertThat(query("SELECT epoch_us(min(time)) FROM '%s/rows.parquet'"))
        .containsExactly(Long.toString(Loop.START + 11_000_000));
  }

  @Test
  void heldAndMissingCellsAreTold() throws Exception {
    List<Sample> samples = new ArrayList<>(Loop.seconds(1, 2));
    for (int second = 2; second <= 9; second++) {
      samples.add(Loop.sample(Loop.ASSET, "Flow Rate", second, second));
    }
    raw.batch("hall-1", EPOCH, 1, 1, samples);

    ResultDocument result = prepare();

    assertThat(
            query(
                "SELECT concat_ws(' ', held, quality, pressure IS NULL) FROM '%s/rows.parquet'"
                    + " WHERE asset LIKE '%%loop1' ORDER BY time"))
        .containsExactly(
            "0 GOOD false",
            "1 UNCERTAIN false",
            "1 UNCERTAIN false",
            "1 UNCERTAIN false",
            "1 UNCERTAIN false",
            "1 UNCERTAIN false");
    assertThat(result.counts()).containsEntry("rows_aside", 0L).containsEntry("held_cells", 5L);
  }

  @Test
  void whatIsSetAsideIsKeptWithItsRule() throws Exception {
    List<Sample> samples = new ArrayList<>(Loop.seconds(1, 3));
    samples.add(Loop.sample(Loop.ASSET, "Pressure", 3, 101));
    samples.add(Loop.sample(Loop.ASSET, "Pressure", 1.5, 3));
    samples.add(Loop.sample(Loop.ASSET, "Pressure", 4, new Value.TextValue("stuck")));
    samples.add(
        Loop.sample(
            Loop.ASSET, "Pressure", 4, new Value.BytesValue("x".getBytes(StandardCharsets.UTF_8))));
    samples.add(Loop.sample(Loop.ASSET, "Flow Rate", 12, 30));
    samples.add(Loop.sample(Loop.ASSET, "Flow Rate", 14.5, 30));
    raw.batch("hall-1", EPOCH, 1, 1, Loop.seconds(0, 1));
    raw.batch("hall-1", EPOCH, 2, 5, samples);

    ResultDocument result = prepare();

    assertThat(
            query(
                "SELECT concat_ws(' ', rule, parse_filename(signal), value, status_code,"
                    + " epoch_us(time) - "
                    + Loop.START
                    + ") FROM '%s/aside.parquet'"))
        .containsExactly(
            "range(Pressure) Pressure 101.0 0 3000000",
            "late Pressure 3.0 0 1500000",
            "type Pressure 0 4000000",
            "type Pressure 0 4000000",
            "missing 12000000");
    assertThat(result.counts())
        .containsEntry("aside type", 2L)
        .containsEntry("aside range(Pressure)", 1L)
        .containsEntry("rows_aside", 1L);
  }

  @Test
  void wholeNumbersAndSwitchesAreNumbers() throws Exception {
    raw.batch("hall-1", EPOCH, 1, 1, Loop.seconds(0, 1));
    raw.batch(
        "hall-1",
        EPOCH,
        2,
        5,
        List.of(
            Loop.sample(Loop.ASSET, "Pressure", 1, new Value.LongValue(7)),
            Loop.sample(Loop.ASSET, "Flow Rate", 1, new Value.BooleanValue(true))));
    prepare();
    assertThat(
            query("SELECT pressure || ' ' || flow_rate FROM '%s/rows.parquet' WHERE pressure = 7"))
        .containsExactly("7.0 1.0");
  }

  /** No skew: what a node's evaluator makes of live samples, to the last bit. */
  @Test
  void theRowsAreThoseOfALiveEvaluator() throws Exception {
    List<Sample> samples = new ArrayList<>(Loop.seconds(1, 301));
    Random random = new Random(7);
    for (int swap = 0; swap < 200; swap++) {
      int at = random.nextInt(samples.size() - 20);
      samples.add(at + random.nextInt(20), samples.remove(at));
    }
    raw.batch("hall-1", EPOCH, 1, 1, samples.subList(0, 333));
    raw.batch("hall-1", EPOCH, 2, 334, samples.subList(333, samples.size()));
    List<String> live = new ArrayList<>();
    RowListener listener =
        new RowListener() {
          @Override
          public void row(Row row) {
            live.add(row.time() + " " + row.value(0) + " " + row.value(1) + " " + row.heldMask());
          }

          @Override
          public void aside(Sample sample, String rule) {}
        };
    Evaluator evaluator = new Evaluator(Loop.ASSET, Loop.workflow().preparation(), listener);
    samples.forEach(evaluator::accept);

    ResultDocument result = prepare();

    assertThat(result.counts().get("late")).isPositive();
    assertThat(
            query(
                "SELECT concat_ws(' ', epoch_us(time), pressure, flow_rate, held)"
                    + " FROM '%s/rows.parquet' WHERE asset LIKE '%%loop1'"))
        .isEqualTo(live);
  }
}

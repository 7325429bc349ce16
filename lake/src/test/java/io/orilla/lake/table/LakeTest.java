package io.orilla.lake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.lake.duck.Sql;
import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
  private static final TableName ROWS = new TableName("prepared.valves");
  private static final List<Column> COLUMNS =
      List.of(
          new Column("asset", ColumnType.VARCHAR),
          new Column("time", ColumnType.TIMESTAMPTZ),
          new Column("flow", ColumnType.DOUBLE));

  @TempDir Path home;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = Lake.open(home);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private Path file(String asset, long time, double... flows) {
    try (TableWriter writer = lake.writer(ROWS)) {
      for (int i = 0; i < flows.length; i++) {
        long at = time + i;
        double flow = flows[i];
        writer.row(row -> row.text(asset).time(at).real(flow));
      }
      return writer.finish();
    }
  }

  private List<Double> flows(TableInput input) {
    return lake.duckDb()
        .query("SELECT flow FROM " + Sql.rows(input), List.of(), row -> row.getDouble(1));
  }

  private long dataFiles() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("warehouse/prepared/valves/data"))) {
      return files.count();
    }
  }

  @Test
  void whatWasAppendedIsReadBackInItsOrder() {
    lake.ensure(ROWS, COLUMNS);
    lake.append(ROWS, List.of(file("a", 10, 1, 2)), Map.of("orilla.task", "t-1"));
    Snapshot second = lake.append(ROWS, List.of(file("a", 12, 3)), Map.of());

    assertThat(flows(lake.scan(ROWS))).containsExactly(1.0, 2.0, 3.0);
    TableDescription description = lake.describe(ROWS);
    assertThat(description.rows()).isEqualTo(3);
    assertThat(description.current()).hasValue(second);
    assertThat(second.parent()).hasValue(description.snapshots().getLast().id());
    assertThat(description.snapshots().getLast().summary()).containsEntry("orilla.task", "t-1");
    assertThat(description.bytes()).isPositive();
    assertThat(lake.tables()).containsExactly(ROWS);
  }

  @Test
  void aReplacedTableHasTheNewRowsAndItsTagTheOld() {
    lake.ensure(ROWS, COLUMNS);
    Snapshot first = lake.replace(ROWS, List.of(file("a", 1, 1, 2)), Map.of());
    lake.tag(ROWS, "v1", first.id());
    lake.replace(ROWS, List.of(file("a", 1, 7), file("b", 1, 8)), Map.of());

    assertThat(flows(lake.scan(ROWS))).containsExactlyInAnyOrder(7.0, 8.0);
    assertThat(flows(lake.scan(ROWS, Version.tag("v1"), List.of()))).containsExactly(1.0, 2.0);
    assertThat(flows(lake.scan(ROWS, Version.snapshot(first.id()), List.of()))).hasSize(2);
    assertThat(lake.describe(ROWS).snapshots().getFirst().operation()).isEqualTo("overwrite");
    assertThat(lake.describe(ROWS).tags()).containsExactly(new Tag("v1", first.id()));
  }

  @Test
  void aTagIsNeverMoved() {
    lake.ensure(ROWS, COLUMNS);
    Snapshot first = lake.append(ROWS, List.of(file("a", 1, 1)), Map.of());
    Snapshot second = lake.append(ROWS, List.of(file("a", 2, 2)), Map.of());
    lake.tag(ROWS, "v1", first.id());
    lake.tag(ROWS, "v1", first.id());

    assertThatThrownBy(() -> lake.tag(ROWS, "v1", second.id()))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("the tag 'v1' of")
        .hasMessageContaining("choose another name");
    assertThatThrownBy(() -> lake.tag(ROWS, "v 2", second.id())).hasMessageContaining("is no tag");
    assertThatThrownBy(() -> lake.tag(ROWS, "v2", 5)).hasMessageContaining("has no snapshot 5");
  }

  @Test
  void aColumnAddedLaterIsMissingInOlderRowsAndInOlderTags() {
    lake.ensure(ROWS, COLUMNS);
    Snapshot first = lake.append(ROWS, List.of(file("a", 1, 1)), Map.of());
    lake.tag(ROWS, "before", first.id());
    lake.ensure(ROWS, List.of(new Column("pressure", ColumnType.DOUBLE)));

    Rows rows = lake.rows(ROWS, Version.current(), List.of(), 10);
    assertThat(rows.columns()).containsExactly("asset", "time", "flow", "pressure");
    assertThat(rows.rows())
        .containsExactly(Arrays.asList("a", Instant.EPOCH.plusNanos(1000), 1.0, null));
    assertThat(lake.scan(ROWS, Version.tag("before"), List.of()).columns()).hasSize(3);
  }

  @Test
  void aColumnKeepsItsType() {
    lake.ensure(ROWS, COLUMNS);
    assertThatThrownBy(() -> lake.ensure(ROWS, List.of(new Column("flow", ColumnType.VARCHAR))))
        .hasMessageContaining("column 'flow'")
        .hasMessageContaining("is DOUBLE and cannot become VARCHAR");
  }

  @Test
  void aFileWithoutFieldIdsIsTakenByTheNamesOfItsColumns() {
    lake.ensure(ROWS, COLUMNS);
    Path foreign = home.resolve("foreign.parquet");
    lake.duckDb()
        .execute(
            "COPY (SELECT 2.5::FLOAT AS flow, 'x' AS asset) TO '%s' (FORMAT parquet)"
                .formatted(foreign));
    lake.append(ROWS, List.of(foreign), Map.of());

    assertThat(lake.rows(ROWS, Version.current(), List.of(), 10).rows())
        .containsExactly(Arrays.asList("x", null, 2.5));
    assertThat(foreign).doesNotExist();
  }

  @Test
  void aFileThatDoesNotFitIsRefusedAndLeavesNothing() throws IOException {
    lake.ensure(ROWS, COLUMNS);
    Path odd = home.resolve("odd.parquet");
    lake.duckDb().execute("COPY (SELECT 1 AS heat) TO '%s' (FORMAT parquet)".formatted(odd));
    Path text = Files.writeString(home.resolve("text.parquet"), "no Parquet");

    assertThatThrownBy(() -> lake.append(ROWS, List.of(file("a", 1, 1), odd), Map.of()))
        .hasMessageContaining("a column 'heat' that the table lacks");
    assertThatThrownBy(() -> lake.append(ROWS, List.of(text), Map.of()))
        .isInstanceOfSatisfying(
            OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FORMAT));
    assertThat(dataFiles()).isZero();
    assertThat(lake.describe(ROWS).current()).isEmpty();
  }

  @Test
  void filesThatCannotHoldAWantedRowAreNotRead() {
    lake.ensure(ROWS, COLUMNS);
    lake.append(ROWS, List.of(file("a", 100, 1, Double.NaN)), Map.of());
    lake.append(ROWS, List.of(file("b", 200, 2)), Map.of());

    List<Condition> early = List.of(new Condition.Within("time", 0, 101));
    assertThat(lake.scan(ROWS, Version.current(), early).files()).hasSize(1);
    List<Condition> b = List.of(new Condition.Is("asset", "b"));
    assertThat(lake.scan(ROWS, Version.current(), b).files()).hasSize(1);
    assertThat(lake.rows(ROWS, Version.current(), early, 10).rows()).hasSize(1);
    assertThat(lake.rows(ROWS, Version.current(), b, 10).rows()).hasSize(1);
  }

  @Test
  void anEmptyTableReadsAsNoRows() {
    lake.ensure(ROWS, COLUMNS);
    assertThat(flows(lake.scan(ROWS))).isEmpty();
    assertThat(lake.describe(ROWS).rows()).isZero();
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> lake.describe(ROWS)).hasMessageContaining("no table prepared.valves");
    lake.ensure(ROWS, COLUMNS);
    assertThatThrownBy(() -> lake.scan(ROWS, Version.tag("v9"), List.of()))
        .hasMessage("prepared.valves has no tag 'v9'");
  }

  @Test
  void filesThatNoSnapshotNamesAreRemovedAtTheNextStartAndTheOthersStay() throws IOException {
    lake.ensure(ROWS, COLUMNS);
    lake.append(ROWS, List.of(file("a", 1, 1)), Map.of());
    lake.append(ROWS, List.of(file("a", 2, 2)), Map.of());
    Path table = home.resolve("warehouse/prepared/valves");
    Path data = Files.writeString(table.resolve("data/left.parquet"), "left by a kill");
    Path metadata = Files.writeString(table.resolve("metadata/left.avro"), "left by a kill");
    Path staged = Files.writeString(lake.staging().resolve("left.parquet"), "left by a kill");
    lake.close();
    lake = Lake.open(home);

    assertThat(data).doesNotExist();
    assertThat(metadata).doesNotExist();
    assertThat(staged).doesNotExist();
    assertThat(flows(lake.scan(ROWS))).containsExactly(1.0, 2.0);
  }

  @Test
  void expiredSnapshotsAreForgottenButForTheTaggedAndNoRowIsLost() {
    lake.ensure(ROWS, COLUMNS);
    Snapshot first = lake.append(ROWS, List.of(file("a", 1, 1)), Map.of());
    lake.tag(ROWS, "kept", first.id());
    for (int i = 2; i <= 5; i++) {
      lake.append(ROWS, List.of(file("a", i, i)), Map.of());
    }
    lake.expire(ROWS, 2);

    assertThat(lake.describe(ROWS).snapshots()).hasSize(3);
    assertThat(flows(lake.scan(ROWS))).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(flows(lake.scan(ROWS, Version.tag("kept"), List.of()))).containsExactly(1.0);
  }

  @Test
  void manySmallFilesBecomeOneAndNothingElseChanges() throws IOException {
    lake.ensure(ROWS, COLUMNS);
    for (int i = 0; i < 40; i++) {
      lake.appendInbox(ROWS, file("a", i, i), new InboxRange(i, i + 1));
    }
    TableInput before = lake.scan(ROWS);
    lake.compact(ROWS);
    lake.appendInbox(ROWS, file("a", 40, 40), new InboxRange(40, 41));

    assertThat(lake.scan(ROWS).files()).hasSize(2);
    assertThat(flows(lake.scan(ROWS)))
        .isEqualTo(DoubleStream.iterate(0, i -> i + 1).limit(41).boxed().toList());
    assertThat(flows(before)).as("a reader that began before").hasSize(40);
    lake.expire(ROWS, 1);
    assertThat(dataFiles()).isEqualTo(2);
  }

  @Test
  void aTableReplacedByNothingIsEmpty() {
    lake.ensure(ROWS, COLUMNS);
    lake.append(ROWS, List.of(file("a", 1, 1)), Map.of());
    lake.replace(ROWS, List.of(), Map.of());
    lake.replace(ROWS, List.of(), Map.of());
    assertThat(flows(lake.scan(ROWS))).isEmpty();
    assertThat(lake.describe(ROWS).rows()).isZero();
  }

  @Test
  void twoThatTakeTheSameInboxEntriesCannotBothCommit() throws IOException {
    lake.ensure(ROWS, COLUMNS);
    lake.appendInbox(ROWS, file("a", 1, 1), new InboxRange(0, 7));
    assertThat(lake.inboxThrough(ROWS)).isEqualTo(7);

    assertThatThrownBy(() -> lake.appendInbox(ROWS, file("a", 1, 1), new InboxRange(0, 9)))
        .hasMessageContaining("holds inbox entries through 7 where 0 was expected");
    assertThat(flows(lake.scan(ROWS))).hasSize(1);
    assertThat(dataFiles()).isEqualTo(1);
  }

  @Test
  void sqlSeesNoFileOutsideOfTheHome() {
    assertThatThrownBy(
            () -> lake.duckDb().query("SELECT * FROM read_text('/etc/passwd')", List.of(), r -> 1))
        .hasMessageContaining("Permission Error");
    assertThatThrownBy(() -> lake.duckDb().execute("SET enable_external_access=true"))
        .isInstanceOf(OrillaException.class);
  }

  /** SQLite keeps what the statement did when a trigger raises FAIL: done, but no answer. */
  @Test
  void aCommitWhoseAnswerWasLostIsFoundInTheTable() throws Exception {
    lake.ensure(ROWS, COLUMNS);
    inCatalog(
        "CREATE TRIGGER fault AFTER UPDATE ON iceberg_tables BEGIN SELECT RAISE(FAIL, 'lost'); END");
    Snapshot snapshot = lake.append(ROWS, List.of(file("a", 1, 1)), Map.of());
    inCatalog("DROP TRIGGER fault");

    assertThat(lake.describe(ROWS).current()).hasValue(snapshot);
    assertThat(flows(lake.scan(ROWS))).containsExactly(1.0);
  }

  @Test
  void whenTheOutcomeOfACommitIsUnknownNothingIsDeleted() throws Exception {
    lake.ensure(ROWS, COLUMNS);
    inCatalog(
        "CREATE TRIGGER fault BEFORE UPDATE ON iceberg_tables BEGIN SELECT RAISE(ABORT, 'down'); END");
    assertThatThrownBy(() -> lake.append(ROWS, List.of(file("a", 1, 1)), Map.of()))
        .hasMessageContaining("it is unknown whether the commit to prepared.valves was done")
        .hasMessageContaining("nothing was deleted");
    inCatalog("DROP TRIGGER fault");

    assertThat(dataFiles()).isEqualTo(1);
    lake.append(ROWS, List.of(file("a", 2, 2)), Map.of());
    assertThat(flows(lake.scan(ROWS))).containsExactly(2.0);
  }

  private void inCatalog(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("catalog.sqlite"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

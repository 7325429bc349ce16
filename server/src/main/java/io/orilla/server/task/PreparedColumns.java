package io.orilla.server.task;

import io.orilla.lake.table.Column;
import io.orilla.lake.table.ColumnType;
import io.orilla.model.document.TableName;
import io.orilla.model.document.WorkflowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of the two tables that a workflow writes. */
final class PreparedColumns {
  private PreparedColumns() {}

  static Map<TableName, List<Column>> of(WorkflowSpec workflow) {
    return Map.of(workflow.table(), rows(workflow), workflow.asideTable(), aside());
  }

  private static List<Column> rows(WorkflowSpec workflow) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("asset", ColumnType.VARCHAR));
    columns.add(new Column("time", ColumnType.TIMESTAMPTZ));
    workflow
        .signals()
        .forEach(signal -> columns.add(new Column(signal.column(), ColumnType.DOUBLE)));
    columns.add(new Column("held", ColumnType.INTEGER));
    columns.add(new Column("quality", ColumnType.VARCHAR));
    return columns;
  }

  private static List<Column> aside() {
    return List.of(
        new Column("asset", ColumnType.VARCHAR),
        new Column("signal", ColumnType.VARCHAR),
        new Column("time", ColumnType.TIMESTAMPTZ),
        new Column("value", ColumnType.DOUBLE),
        new Column("status_code", ColumnType.BIGINT),
        new Column("rule", ColumnType.VARCHAR));
  }
}

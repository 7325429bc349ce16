package io.orilla.lake.appender;

import static io.orilla.lake.table.ColumnType.TIMESTAMPTZ;
import static io.orilla.lake.table.ColumnType.VARCHAR;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.lake.table.Column;
import io.orilla.lake.table.TableWriter.RowValues;
import io.orilla.model.content.Json;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import java.util.List;

/** Events as the node wrote them: also kinds that this version does not know. */
record EventsTable() implements RawTable {
  @Override
  public Lane lane() {
    return Lane.EVENTS;
  }

  @Override
  public TableName name() {
    return TableName.RAW_EVENTS;
  }

  @Override
  public List<Column> ownColumns() {
    return List.of(
        new Column("event", VARCHAR), new Column("time", TIMESTAMPTZ), new Column("body", VARCHAR));
  }

  @Override
  public List<RowValues> decode(Block block) {
    return JsonRecords.decode(block.payload(), JsonNode.class).stream()
        .<RowValues>map(
            event ->
                row ->
                    row.text(event.path("event").asText())
                        .time(event.path("time").asLong())
                        .text(Json.text(event)))
        .toList();
  }
}

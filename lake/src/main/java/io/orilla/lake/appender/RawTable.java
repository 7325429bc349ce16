package io.orilla.lake.appender;

import static io.orilla.lake.table.ColumnType.BIGINT;
import static io.orilla.lake.table.ColumnType.VARCHAR;

import io.orilla.lake.inbox.InboxEntry;
import io.orilla.lake.table.Column;
import io.orilla.lake.table.TableWriter.RowValues;
import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table that only the appender writes: the records of one lane, as {@code docs/format/lake.md}
 * describes it.
 */
sealed interface RawTable permits SignalsTable, EventsTable, PredictionsTable {
  List<RawTable> ALL = List.of(new SignalsTable(), new EventsTable(), new PredictionsTable());

  Lane lane();

  TableName name();

  /** The columns behind those that say where the record came from. */
  List<Column> ownColumns();

  /**
   * The block's records as values of the own columns, in order.
   *
   * @throws OrillaException INVALID_FORMAT
   */
  List<RowValues> decode(Block block);

  default List<Column> columns() {
    List<Column> origin =
        List.of(
            new Column("node", VARCHAR),
            new Column("epoch", VARCHAR),
            new Column("sequence", BIGINT),
            new Column("inbox_offset", BIGINT));
    return Stream.concat(origin.stream(), ownColumns().stream()).toList();
  }

  /**
   * The batch's rows, all of them decoded.
   *
   * @throws OrillaException INVALID_FORMAT when one is not to be read
   */
  default List<RowValues> rows(InboxEntry entry) {
    JournalBatch batch = entry.decode();
    String epoch = batch.epoch().toString();
    List<RowValues> rows = new ArrayList<>();
    for (Block block : batch.blocks()) {
      List<RowValues> records = decode(block);
      long[] sequences = block.sequences();
      if (records.size() != sequences.length) {
        throw new OrillaException(
            ErrorCode.INVALID_FORMAT,
            "the block says it holds %d records and holds %d"
                .formatted(sequences.length, records.size()));
      }
      for (int i = 0; i < records.size(); i++) {
        long sequence = sequences[i];
        RowValues own = records.get(i);
        rows.add(
            row -> {
              row.text(entry.node().text()).text(epoch).number(sequence).number(entry.offset());
              own.give(row);
            });
      }
    }
    return rows;
  }
}

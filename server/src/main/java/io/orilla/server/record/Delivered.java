package io.orilla.server.record;

import io.orilla.lake.appender.Appender;
import io.orilla.lake.appender.RawRead;
import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.RowReader;
import io.orilla.lake.duck.Sql;
import io.orilla.lake.inbox.InboxEntry;
import io.orilla.lake.table.Condition;
import io.orilla.lake.table.Lake;
import io.orilla.model.document.TableName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a raw table together with what waits for its commit, so that each record is seen once and
 * at once. Thread-safe.
 */
public final class Delivered {
  private static final Logger log = LoggerFactory.getLogger(Delivered.class);

  private final DuckDb duckDb;
  private final Appender appender;

  public Delivered(Lake lake, Appender appender) {
    this.duckDb = lake.duckDb();
    this.appender = appender;
  }

  /**
   * How rows of a table are asked for.
   *
   * @param selection what stands between {@code SELECT} and {@code FROM}
   * @param tail what stands behind the conditions, as {@code ORDER BY …}
   */
  record Query<T>(
      TableName table,
      String selection,
      List<Condition> conditions,
      String tail,
      RowReader<T> reader) {}

  /** Committed rows by the query, and behind them what the waiting batches are decoded to. */
  <T> List<T> read(Query<T> query, Function<InboxEntry, List<T>> decode) {
    RawRead read = appender.read(query.table(), query.conditions());
    List<T> found = new ArrayList<>(committed(query, read));
    for (InboxEntry entry : read.waiting()) {
      found.addAll(decoded(entry, decode));
    }
    return found;
  }

  private <T> List<T> committed(Query<T> query, RawRead read) {
    if (read.committed().files().isEmpty()) {
      return List.of();
    }
    String where =
        query.conditions().isEmpty()
            ? ""
            : query.conditions().stream()
                .map(Condition::sql)
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
    return duckDb.query(
        "SELECT %s FROM %s%s %s"
            .formatted(query.selection(), Sql.rows(read.committed()), where, query.tail()),
        query.conditions().stream().flatMap(condition -> condition.parameters().stream()).toList(),
        query.reader());
  }

  /** What cannot be decoded will be set aside by the appender; it hides nothing else here. */
  private static <T> List<T> decoded(InboxEntry entry, Function<InboxEntry, List<T>> decode) {
    try {
      return decode.apply(entry);
    } catch (OrillaException e) {
      log.debug("inbox entry {} is passed over: {}", entry.offset(), e.text());
      return List.of();
    }
  }

  /** The records of a batch, block by block. */
  static <T> List<T> records(InboxEntry entry, Function<Block, List<T>> decode) {
    return entry.decode().blocks().stream().flatMap(block -> decode.apply(block).stream()).toList();
  }
}

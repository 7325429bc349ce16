package io.orilla.demo.ledger;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.Sql;
import io.orilla.model.content.Json;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.SignalName;
import io.orilla.model.task.TableInput;
import java.util.List;

/** Reads from snapshots of the raw tables what {@link LedgerAudit} compares. */
public final class LakeSide {
  private LakeSide() {}

  /**
   * All samples, in no order.
   *
   * @param signals a snapshot of {@code raw.signals}
   */
  public static List<LakeSample> samples(DuckDb duckDb, TableInput signals) {
    return duckDb.query(
        """
        SELECT signal, epoch_us(source_time), value_double, status_code
        FROM %s
        """
            .formatted(Sql.rows(signals)),
        List.of(),
        row ->
            new LakeSample(
                new SignalName(row.getString(1)),
                row.getLong(2),
                row.getDouble(3),
                row.getLong(4)));
  }

  /**
   * All gaps, in no order.
   *
   * @param events a snapshot of {@code raw.events}
   */
  public static List<LakeGap> gaps(DuckDb duckDb, TableInput events) {
    return events(duckDb, events, "gap", Event.Gap.class).stream()
        .map(gap -> new LakeGap(gap.signal(), gap.after(), gap.before()))
        .toList();
  }

  /**
   * How many samples nodes say that they journalled and gave up.
   *
   * @param events a snapshot of {@code raw.events}
   */
  public static long dropped(DuckDb duckDb, TableInput events) {
    return events(duckDb, events, "dropped", Event.Dropped.class).stream()
        .filter(dropped -> dropped.lane() == Lane.SIGNALS)
        .mapToLong(Event.Dropped::count)
        .sum();
  }

  private static <T> List<T> events(DuckDb duckDb, TableInput events, String name, Class<T> type) {
    List<String> bodies =
        duckDb.query(
            "SELECT body FROM %s WHERE event = ?".formatted(Sql.rows(events)),
            List.of(name),
            row -> row.getString(1));
    return bodies.stream().map(body -> Json.read(body, type)).toList();
  }
}

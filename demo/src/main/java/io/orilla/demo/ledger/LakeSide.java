package io.orilla.demo.ledger;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.Sql;
import io.orilla.model.content.Json;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import io.orilla.model.task.TableInput;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads from snapshots of the raw tables what {@link LedgerAudit} and {@link WindowAudit} compare.
 */
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
   * From where to where each asset has samples in each epoch, in no order.
   *
   * @param signals a snapshot of {@code raw.signals}
   */
  public static List<WindowAudit.Span> epochs(DuckDb duckDb, TableInput signals) {
    return duckDb.query(
        """
        SELECT asset, epoch_us(min(source_time)), epoch_us(max(source_time))
        FROM %s GROUP BY asset, epoch
        """
            .formatted(Sql.rows(signals)),
        List.of(),
        row ->
            new WindowAudit.Span(new AssetName(row.getString(1)), row.getLong(2), row.getLong(3)));
  }

  /**
   * All gaps, in no order.
   *
   * @param events a snapshot of {@code raw.events}
   */
  public static List<LakeGap> gaps(DuckDb duckDb, TableInput events) {
    return events(duckDb, events, "gap", Event.Gap.class).stream()
        .map(Told::event)
        .map(gap -> new LakeGap(gap.signal(), gap.after(), gap.before()))
        .toList();
  }

  /**
   * What each node says that it journalled and gave up of a lane. What it told under an epoch that
   * ended, it may have told again under the next.
   *
   * @param events a snapshot of {@code raw.events}
   */
  public static Map<String, List<Event.Dropped>> dropped(
      DuckDb duckDb, TableInput events, Lane lane) {
    return events(duckDb, events, "dropped", Event.Dropped.class).stream()
        .distinct()
        .filter(told -> told.event().lane() == lane)
        .collect(
            Collectors.groupingBy(
                Told::node, Collectors.mapping(Told::event, Collectors.toList())));
  }

  /**
   * What a lane lacks, by the numbers that its records have.
   *
   * @param lane a snapshot of its table
   */
  public static List<Hole> holes(DuckDb duckDb, TableInput lane) {
    return duckDb.query(
        """
        SELECT node, epoch, before + 1, sequence - 1
        FROM (
          SELECT node, epoch, sequence,
            lag(sequence, 1, 0) OVER (PARTITION BY node, epoch ORDER BY sequence) AS before
          FROM %s)
        WHERE sequence > before + 1
        ORDER BY ALL
        """
            .formatted(Sql.rows(lane)),
        List.of(),
        row -> new Hole(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
  }

  /** An event, and who told it. */
  private record Told<T>(String node, T event) {}

  private static <T> List<Told<T>> events(
      DuckDb duckDb, TableInput events, String name, Class<T> type) {
    return duckDb.query(
        "SELECT node, body FROM %s WHERE event = ?".formatted(Sql.rows(events)),
        List.of(name),
        row -> new Told<>(row.getString(1), Json.read(row.getString(2), type)));
  }
}

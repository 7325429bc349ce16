package io.orilla.demo.story;

import io.orilla.demo.ledger.Audit;
import io.orilla.demo.ledger.LakeSide;
import io.orilla.demo.ledger.Ledger;
import io.orilla.demo.ledger.LedgerAudit;
import io.orilla.demo.site.Site;
import io.orilla.lake.duck.Sql;
import io.orilla.lake.table.LakeReader;
import io.orilla.model.document.TableName;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the lake with its own library, beside the server, and holds it against what went in. */
public final class LakeAudit implements AutoCloseable {
  private static final TableName PREPARED = new TableName("prepared.water_loop");
  private static final TableName ASIDE = new TableName("prepared.water_loop_aside");

  private final Site site;
  private final LakeReader lake;

  public LakeAudit(Site site) {
    this.site = site;
    this.lake = LakeReader.open(site.lakeFolder(), site.home().resolve("audit"));
  }

  /**
   * Rows that closed since the first prediction of their asset.
   *
   * @param missed those that have no prediction record
   * @param twice those that have more than one
   */
  public record Windows(long windows, long missed, long twice) {}

  /** One row of the prepared table. */
  private record RowTime(AssetName asset, long time) {}

  /** Holds the predictions against the rows that a worker prepared from the same samples. */
  public Windows windows(List<Prediction> predictions) {
    Map<RowTime, Long> made =
        predictions.stream()
            .collect(
                Collectors.groupingBy(
                    prediction -> new RowTime(prediction.asset(), prediction.window().to()),
                    Collectors.counting()));
    Map<AssetName, Long> first = new HashMap<>();
    made.keySet().forEach(row -> first.merge(row.asset(), row.time(), Math::min));
    Set<RowTime> closed =
        rows().stream()
            .filter(row -> row.time() >= first.getOrDefault(row.asset(), Long.MAX_VALUE))
            .collect(Collectors.toSet());
    long missed = closed.stream().filter(row -> !made.containsKey(row)).count();
    long twice = made.values().stream().filter(count -> count > 1).count();
    return new Windows(closed.size(), missed, twice);
  }

  /** Rows that passed, and rows that a rule set aside: both closed, so both are windows. */
  private List<RowTime> rows() {
    List<RowTime> rows = new ArrayList<>(rows(PREPARED, "true"));
    rows.addAll(rows(ASIDE, "signal IS NULL"));
    return rows;
  }

  private List<RowTime> rows(TableName table, String condition) {
    String query =
        "SELECT asset, epoch_us(time) FROM " + Sql.rows(lake.scan(table)) + " WHERE " + condition;
    return lake.duckDb()
        .query(
            query, List.of(), row -> new RowTime(new AssetName(row.getString(1)), row.getLong(2)));
  }

  /** What the plant handed out, held against the raw samples and the named gaps. */
  public Audit ledger() {
    return LedgerAudit.audit(
        Ledger.read(site.plant().ledger()),
        LakeSide.samples(lake.duckDb(), lake.scan(TableName.RAW_SIGNALS)),
        LakeSide.gaps(lake.duckDb(), lake.scan(TableName.RAW_EVENTS)));
  }

  @Override
  public void close() {
    lake.close();
  }
}

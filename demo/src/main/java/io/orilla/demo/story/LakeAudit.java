package io.orilla.demo.story;

import io.orilla.demo.ledger.Audit;
import io.orilla.demo.ledger.GivenUp;
import io.orilla.demo.ledger.Hole;
import io.orilla.demo.ledger.LakeSide;
import io.orilla.demo.ledger.Ledger;
import io.orilla.demo.ledger.LedgerAudit;
import io.orilla.demo.ledger.WindowAudit;
import io.orilla.demo.ledger.WindowAudit.Decided;
import io.orilla.demo.ledger.WindowAudit.Row;
import io.orilla.demo.ledger.Windows;
import io.orilla.demo.site.Site;
import io.orilla.lake.duck.Sql;
import io.orilla.lake.table.LakeReader;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import java.util.List;
import java.util.stream.Stream;

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

  /** Holds the predictions against the rows that a worker prepared from the same samples. */
  public Windows windows(List<Prediction> predictions) {
    return WindowAudit.audit(
        rows(),
        LakeSide.epochs(lake.duckDb(), lake.scan(TableName.RAW_SIGNALS)),
        predictions.stream().map(Decided::of).toList(),
        givenUp(Lane.PREDICTIONS));
  }

  /** Rows that passed, and rows that a rule set aside: both closed, so both are windows. */
  private List<Row> rows() {
    return Stream.concat(rows(PREPARED, "true").stream(), rows(ASIDE, "signal IS NULL").stream())
        .toList();
  }

  private List<Row> rows(TableName table, String condition) {
    String query =
        "SELECT asset, epoch_us(time) FROM " + Sql.rows(lake.scan(table)) + " WHERE " + condition;
    return lake.duckDb()
        .query(query, List.of(), row -> new Row(new AssetName(row.getString(1)), row.getLong(2)));
  }

  /** What the plant handed out, held against the raw samples and the named gaps. */
  public Audit ledger() {
    return LedgerAudit.audit(
        Ledger.read(site.plant().ledger()),
        LakeSide.samples(lake.duckDb(), lake.scan(TableName.RAW_SIGNALS)),
        LakeSide.gaps(lake.duckDb(), lake.scan(TableName.RAW_EVENTS)),
        givenUp(Lane.SIGNALS));
  }

  /** Holes in the nodes' lanes, as far as a node did not name each number that is missing. */
  public List<Hole> unnamed() {
    return Stream.of(Lane.values())
        .flatMap(
            lane -> {
              GivenUp named = givenUp(lane);
              return LakeSide.holes(lake.duckDb(), lake.scan(table(lane))).stream()
                  .filter(hole -> !named.names(hole));
            })
        .toList();
  }

  private static TableName table(Lane lane) {
    return switch (lane) {
      case SIGNALS -> TableName.RAW_SIGNALS;
      case EVENTS -> TableName.RAW_EVENTS;
      case PREDICTIONS -> TableName.PREDICTIONS;
    };
  }

  private GivenUp givenUp(Lane of) {
    return new GivenUp(
        LakeSide.dropped(lake.duckDb(), lake.scan(TableName.RAW_EVENTS), of), Site::nodeOf);
  }

  @Override
  public void close() {
    lake.close();
  }
}

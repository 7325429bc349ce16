package io.orilla.demo.story;

import io.orilla.demo.ledger.Audit;
import io.orilla.demo.ledger.GivenUp;
import io.orilla.demo.ledger.Hole;
import io.orilla.demo.ledger.LakeSide;
import io.orilla.demo.ledger.Ledger;
import io.orilla.demo.ledger.LedgerAudit;
import io.orilla.demo.site.Site;
import io.orilla.lake.duck.Sql;
import io.orilla.lake.table.LakeReader;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the lake with its own library, beside the server, and holds it against what went in. */
public final class LakeAudit implements AutoCloseable {
  private static final TableName PREPARED = new TableName("prepared.water_loop");
  private static final TableName ASIDE = new TableName("prepared.water_loop_aside");

  private static final NavigableMap<Long, JournalEpoch> NONE = Collections.emptyNavigableMap();

  private final Site site;
  private final LakeReader lake;

  public LakeAudit(Site site) {
    this.site = site;
    this.lake = LakeReader.open(site.lakeFolder(), site.home().resolve("audit"));
  }

  /**
   * Rows that closed since the first prediction of their asset, within a journal epoch: what is
   * held of values behind the last sample of one is closed by the first of the next, which holds
   * nothing.
   *
   * @param missed those that have no prediction record
   * @param givenUp those that have none, lie where a journal epoch ended and another began, and are
   *     no more than the predictions that their node named as given up
   * @param twice those that have more than one
   */
  public record Windows(long windows, long missed, long givenUp, long twice) {}

  /** From an asset's first sample in a journal epoch to its last. */
  private record Span(AssetName asset, long first, long last) {
    boolean has(RowTime row) {
      return asset.equals(row.asset()) && first <= row.time() && row.time() <= last;
    }
  }

  /** One row of the prepared table. */
  private record RowTime(AssetName asset, long time) {}

  /** Holds the predictions against the rows that a worker prepared from the same samples. */
  public Windows windows(List<Prediction> predictions) {
    Map<AssetName, NavigableMap<Long, JournalEpoch>> made = new HashMap<>();
    long twice = 0;
    for (Prediction prediction : predictions) {
      JournalEpoch before =
          made.computeIfAbsent(prediction.asset(), asset -> new TreeMap<>())
              .put(prediction.window().to(), prediction.consumed().epoch());
      twice += before == null ? 0 : 1;
    }
    long closed = 0;
    long missed = 0;
    List<AssetName> betweenEpochs = new ArrayList<>();
    for (RowTime row : rows()) {
      NavigableMap<Long, JournalEpoch> ofAsset = made.getOrDefault(row.asset(), NONE);
      if (ofAsset.isEmpty() || row.time() < ofAsset.firstKey()) {
        continue;
      }
      closed++;
      if (!ofAsset.containsKey(row.time())) {
        missed++;
        if (isBetweenEpochs(ofAsset, row.time())) {
          betweenEpochs.add(row.asset());
        }
      }
    }
    long givenUp = givenUp(Lane.PREDICTIONS).among(betweenEpochs.stream());
    return new Windows(closed, missed - givenUp, givenUp, twice);
  }

  private static boolean isBetweenEpochs(NavigableMap<Long, JournalEpoch> made, long time) {
    Map.Entry<Long, JournalEpoch> next = made.higherEntry(time);
    return next != null && !next.getValue().equals(made.lowerEntry(time).getValue());
  }

  /** Rows that passed, and rows that a rule set aside: both closed, so both are windows. */
  private List<RowTime> rows() {
    List<RowTime> rows = new ArrayList<>(rows(PREPARED, "true"));
    rows.addAll(rows(ASIDE, "signal IS NULL"));
    List<Span> spans = spans();
    rows.removeIf(row -> spans.stream().noneMatch(span -> span.has(row)));
    return rows;
  }

  private List<RowTime> rows(TableName table, String condition) {
    String query =
        "SELECT asset, epoch_us(time) FROM " + Sql.rows(lake.scan(table)) + " WHERE " + condition;
    return lake.duckDb()
        .query(
            query, List.of(), row -> new RowTime(new AssetName(row.getString(1)), row.getLong(2)));
  }

  private List<Span> spans() {
    String query =
        """
        SELECT asset, epoch_us(min(source_time)), epoch_us(max(source_time))
        FROM %s GROUP BY asset, epoch
        """
            .formatted(Sql.rows(lake.scan(TableName.RAW_SIGNALS)));
    return lake.duckDb()
        .query(
            query,
            List.of(),
            row -> new Span(new AssetName(row.getString(1)), row.getLong(2), row.getLong(3)));
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

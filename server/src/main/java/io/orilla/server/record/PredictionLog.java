package io.orilla.server.record;

import io.orilla.lake.inbox.InboxEntry;
import io.orilla.lake.table.Condition;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.document.TableName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All predictions that were delivered. Thread-safe. */
public final class PredictionLog {
  private static final Comparator<Prediction> NEWEST_FIRST =
      Comparator.<Prediction>comparingLong(prediction -> prediction.window().to())
          .reversed()
          .thenComparing(Prediction::asset)
          .thenComparing(Prediction::output);

  private final Delivered delivered;

  public PredictionLog(Delivered delivered) {
    this.delivered = delivered;
  }

  /**
   * Predictions by the end of their windows, newest first.
   *
   * @param role champions', or shadows'
   * @param asset of any when absent
   */
  public List<Prediction> newest(Role role, Optional<AssetName> asset, TimeRange range, int limit) {
    return whole(
            conditions(role, asset, range),
            "ORDER BY window_to DESC LIMIT " + limit,
            prediction ->
                prediction.role() == role
                    && range.contains(prediction.window().to())
                    && asset.map(prediction.asset()::equals).orElse(true))
        .stream()
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  /**
   * @throws OrillaException DOES_NOT_EXIST
   */
  public Prediction require(String id) {
    return find(List.of(id)).stream()
        .findFirst()
        .orElseThrow(
            () ->
                OrillaException.notFound(
                    "no prediction '"
                        + id
                        + "' was delivered; GET /api/v1/predictions lists those that were"));
  }

  /** Those with these ids, in any order; ids that were not delivered are left out. */
  public List<Prediction> find(Collection<String> ids) {
    Set<String> wanted = Set.copyOf(ids);
    return wanted.isEmpty()
        ? List.of()
        : whole(
            List.of(new Condition.OneOf("id", wanted)),
            "",
            prediction -> wanted.contains(prediction.id()));
  }

  private List<Prediction> whole(
      List<Condition> conditions, String tail, Predicate<Prediction> wanted) {
    return delivered.read(
        new Delivered.Query<>(
            TableName.PREDICTIONS,
            "body",
            conditions,
            tail,
            row -> Json.read(row.getString(1), Prediction.class)),
        entry -> predictions(entry).stream().filter(wanted).toList());
  }

  /** What an accepted batch of the predictions lane holds. */
  public static List<Prediction> predictions(InboxEntry entry) {
    return Delivered.records(entry, block -> JsonRecords.decode(block.payload(), Prediction.class));
  }

  /** What champions' predictions came to, by the end of their windows, oldest first. */
  public List<Verdict> verdicts(Optional<AssetName> asset, TimeRange range) {
    List<Verdict> found =
        delivered.read(
            new Delivered.Query<>(
                TableName.PREDICTIONS,
                "node, asset, model, epoch_us(window_to), decision, reason, score",
                conditions(Role.CHAMPION, asset, range),
                "",
                PredictionLog::verdict),
            entry ->
                predictions(entry).stream()
                    .filter(Prediction::isChampions)
                    .map(Verdict::of)
                    .filter(verdict -> range.contains(verdict.time()))
                    .filter(verdict -> asset.map(verdict.asset()::equals).orElse(true))
                    .toList());
    return found.stream()
        .sorted(Comparator.comparingLong(Verdict::time).thenComparing(Verdict::asset))
        .collect(Collectors.toList());
  }

  private static Verdict verdict(ResultSet row) throws SQLException {
    String cause = row.getString(6);
    double score = row.getDouble(7);
    return new Verdict(
        new ObjectName(row.getString(1)),
        new AssetName(row.getString(2)),
        new Digest(row.getString(3)),
        row.getLong(4),
        Decision.valueOf(row.getString(5)),
        cause == null ? null : Prediction.Cause.valueOf(cause),
        row.wasNull() ? Double.NaN : score);
  }

  private static List<Condition> conditions(Role role, Optional<AssetName> asset, TimeRange range) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(new Condition.Is("role", role.text()));
    asset.ifPresent(name -> conditions.add(new Condition.Is("asset", name.text())));
    conditions.add(range.of("window_to"));
    return conditions;
  }
}

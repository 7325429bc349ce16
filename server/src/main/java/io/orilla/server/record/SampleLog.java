package io.orilla.server.record;

import io.orilla.lake.inbox.InboxEntry;
import io.orilla.lake.table.Condition;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** All samples that were delivered. Thread-safe. */
public final class SampleLog {
  private static final String NUMBER =
      "coalesce(value_double, value_long::DOUBLE, value_boolean::INTEGER::DOUBLE)";

  private final Delivered delivered;

  public SampleLog(Delivered delivered) {
    this.delivered = delivered;
  }

  /** From the asset's first sample to behind its last; nothing when it has none. */
  public Optional<TimeRange> extent(AssetName asset) {
    return delivered
        .read(
            new Delivered.Query<>(
                TableName.RAW_SIGNALS,
                "epoch_us(min(source_time)), epoch_us(max(source_time)), count(*)",
                List.of(new Condition.Is("asset", asset.text())),
                "",
                SampleLog::extent),
            entry -> extents(entry, asset))
        .stream()
        .flatMap(Optional::stream)
        .reduce(
            (one, other) ->
                new TimeRange(Math.min(one.from(), other.from()), Math.max(one.to(), other.to())));
  }

  private static Optional<TimeRange> extent(ResultSet row) throws SQLException {
    return row.getLong(3) == 0
        ? Optional.empty()
        : Optional.of(new TimeRange(row.getLong(1), row.getLong(2) + 1));
  }

  private static List<Optional<TimeRange>> extents(InboxEntry entry, AssetName asset) {
    return samples(entry).stream()
        .filter(sample -> sample.signal().asset().equals(asset))
        .map(sample -> new TimeRange(sample.sourceTime(), sample.sourceTime() + 1))
        .map(Optional::of)
        .toList();
  }

  /** The numbers of an asset's signals that are not BAD, each thinned out to buckets. */
  public Map<SignalName, Buckets> curves(AssetName asset, TimeRange range, int buckets) {
    Map<SignalName, Buckets> curves = new TreeMap<>();
    for (Part part : parts(asset, range, Buckets.width(range, buckets))) {
      Buckets curve = curves.computeIfAbsent(part.signal(), signal -> new Buckets(range, buckets));
      curve.add(part.time(), part.min(), part.max());
      curve.last(part.lastTime(), part.last());
    }
    return curves;
  }

  /** Some samples of a signal, all of one bucket. */
  private record Part(
      SignalName signal, long time, double min, double max, long lastTime, double last) {}

  private List<Part> parts(AssetName asset, TimeRange range, long width) {
    String selection =
        """
        signal, epoch_us(min(source_time)), min(%1$s), max(%1$s),
        epoch_us(max(source_time)), arg_max(%1$s, source_time),
        (epoch_us(source_time) - %2$d) // %3$d AS bucket"""
            .formatted(NUMBER, range.from(), width);
    String tail =
        "AND (status_code >> 30) < 2 AND NOT isnan(%s) GROUP BY signal, bucket".formatted(NUMBER);
    return delivered.read(
        new Delivered.Query<>(
            TableName.RAW_SIGNALS,
            selection,
            List.of(new Condition.Is("asset", asset.text()), range.of("source_time")),
            tail,
            SampleLog::part),
        entry ->
            samples(entry).stream()
                .filter(sample -> sample.signal().asset().equals(asset))
                .filter(sample -> range.contains(sample.sourceTime()))
                .flatMap(sample -> part(sample).stream())
                .toList());
  }

  private static Part part(ResultSet row) throws SQLException {
    return new Part(
        new SignalName(row.getString(1)),
        row.getLong(2),
        row.getDouble(3),
        row.getDouble(4),
        row.getLong(5),
        row.getDouble(6));
  }

  private static Optional<Part> part(Sample sample) {
    OptionalDouble number = sample.value().number();
    if (number.isEmpty() || Double.isNaN(number.getAsDouble()) || sample.quality() == Quality.BAD) {
      return Optional.empty();
    }
    double value = number.getAsDouble();
    long time = sample.sourceTime();
    return Optional.of(new Part(sample.signal(), time, value, value, time, value));
  }

  private static List<Sample> samples(InboxEntry entry) {
    return Delivered.records(entry, block -> SampleRecords.decode(block.payload()));
  }
}

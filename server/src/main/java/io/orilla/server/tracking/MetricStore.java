package io.orilla.server.tracking;

import io.orilla.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The curves of runs: every point once, and the last point of each. */
final class MetricStore {
  private static final String POINT =
      """
      INSERT INTO run_metric (run_id, key, step, time, bits, value)
      VALUES (:run, :key, :step, :time, :bits, :value) ON CONFLICT DO NOTHING
      """;
  private static final String LAST =
      """
      INSERT INTO run_last_metric AS last (run_id, key, step, time, bits, value)
      VALUES (:run, :key, :step, :time, :bits, :value)
      ON CONFLICT (run_id, key) DO UPDATE SET
        step = excluded.step, time = excluded.time, bits = excluded.bits, value = excluded.value
      WHERE (excluded.step, excluded.time) > (last.step, last.time)
        OR (excluded.step, excluded.time) = (last.step, last.time) AND excluded.value > last.value
      """;

  private final Database database;

  MetricStore(Database database) {
    this.database = database;
  }

  static void log(Handle handle, String run, List<Metric> metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    PreparedBatch points = handle.prepareBatch(POINT);
    PreparedBatch last = handle.prepareBatch(LAST);
    for (Metric metric : metrics) {
      add(points, run, metric);
      add(last, run, metric);
    }
    points.execute();
    last.execute();
  }

  private static void add(PreparedBatch batch, String run, Metric metric) {
    batch
        .bind("run", run)
        .bind("key", metric.key())
        .bind("step", metric.step())
        .bind("time", metric.timestamp())
        .bind("bits", Double.doubleToLongBits(metric.value()))
        .bind("value", Double.isNaN(metric.value()) ? null : (Double) metric.value())
        .add();
  }

  /** A curve by time, from the point with this index on. */
  List<Metric> history(String run, String key, long from, long most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT key, bits, time, step FROM run_metric
                    WHERE run_id = :run AND key = :key
                    ORDER BY time, step, bits LIMIT :most OFFSET :from
                    """)
                .bind("run", run)
                .bind("key", key)
                .bind("from", from)
                .bind("most", most)
                .map((row, context) -> metric(row))
                .list());
  }

  static Metric metric(ResultSet row) throws SQLException {
    return new Metric(
        row.getString("key"),
        Double.longBitsToDouble(row.getLong("bits")),
        row.getLong("time"),
        row.getLong("step"));
  }
}

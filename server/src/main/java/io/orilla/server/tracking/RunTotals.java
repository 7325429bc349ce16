package io.orilla.server.tracking;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How many runs there are that were not deleted, and the newest of them. */
public record RunTotals(long count, Optional<Newest> newest) {

  /** The newest run, by its start. */
  public record Newest(String experiment, Instant startedAt) {}

  static RunTotals read(Handle handle) {
    long count =
        handle
            .createQuery("SELECT COUNT(*) FROM run WHERE lifecycle_stage = 'active'")
            .mapTo(Long.class)
            .one();
    Optional<Newest> newest =
        handle
            .createQuery(
                """
                SELECT experiment.name, run.started_at
                FROM run JOIN experiment ON experiment.id = run.experiment_id
                WHERE run.lifecycle_stage = 'active'
                ORDER BY run.started_at DESC LIMIT 1
                """)
            .map(
                (row, context) ->
                    new Newest(
                        row.getString("name"), Instant.ofEpochMilli(row.getLong("started_at"))))
            .findOne();
    return new RunTotals(count, newest);
  }
}

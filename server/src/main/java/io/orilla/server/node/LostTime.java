package io.orilla.server.node;

import io.orilla.model.content.Micros;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The time of which a restored backup knows nothing: from when it was taken to its return. */
record LostTime(Instant from, Instant to) {
  static List<LostTime> all(Handle handle) {
    return handle
        .createQuery("SELECT taken_at, restored_at FROM restored_backup")
        .map(
            (row, context) ->
                new LostTime(
                    Micros.instant(row.getLong("taken_at")),
                    Micros.instant(row.getLong("restored_at"))))
        .list();
  }

  /** Certificates tell whole seconds. */
  boolean holds(Instant time) {
    return !time.isBefore(from.minusSeconds(1)) && !time.isAfter(to);
  }
}

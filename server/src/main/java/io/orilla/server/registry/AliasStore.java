package io.orilla.server.registry;

import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Aliases in the database, with the history of their moves. */
final class AliasStore {
  private AliasStore() {}

  /** Lets the alias name another version, and writes that down; nothing when it does already. */
  static void move(Handle handle, ObjectName model, AliasMove move) {
    if (version(handle, model, move.alias()).equals(Optional.of(move.version()))) {
      return;
    }
    handle.execute(
        """
        INSERT INTO model_alias (model, alias, version) VALUES (?, ?, ?)
        ON CONFLICT (model, alias) DO UPDATE SET version = excluded.version
        """,
        model.text(),
        move.alias(),
        move.version());
    record(handle, model, move);
  }

  private static void record(Handle handle, ObjectName model, AliasMove move) {
    handle
        .createUpdate(
            """
            INSERT INTO model_alias_move (model, alias, number, version, moved_by, moved_at)
            SELECT :model, :alias, COUNT(*) + 1, :version, :by, :at
            FROM model_alias_move WHERE model = :model AND alias = :alias
            """)
        .bind("model", model.text())
        .bind("alias", move.alias())
        .bind("version", move.version())
        .bind("by", move.by())
        .bind("at", Micros.of(move.at()))
        .execute();
  }

  static Optional<Integer> version(Handle handle, ObjectName model, String alias) {
    return handle
        .createQuery("SELECT version FROM model_alias WHERE model = :model AND alias = :alias")
        .bind("model", model.text())
        .bind("alias", alias)
        .mapTo(Integer.class)
        .findOne();
  }

  static Map<String, Integer> aliases(Handle handle, ObjectName model) {
    return handle
        .createQuery("SELECT alias, version FROM model_alias WHERE model = :model")
        .bind("model", model.text())
        .map((row, context) -> Map.entry(row.getString("alias"), row.getInt("version")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static List<AliasMove> history(Handle handle, ObjectName model) {
    return handle
        .createQuery(
            """
            SELECT moved_at, alias, version, moved_by FROM model_alias_move WHERE model = :model
            ORDER BY moved_at DESC, number DESC
            """)
        .bind("model", model.text())
        .map(
            (row, context) ->
                new AliasMove(
                    Micros.instant(row.getLong("moved_at")),
                    row.getString("alias"),
                    row.getInt("version"),
                    row.getString("moved_by")))
        .list();
  }
}

package io.orilla.server.command;

import io.orilla.model.command.Action;
import io.orilla.model.command.Command;
import io.orilla.model.command.CommandId;
import io.orilla.model.command.CommandState;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A command and how far it got.
 *
 * @param since when the state was entered: by the node's clock when the node said so
 */
public record CommandRecord(
    CommandId id,
    ObjectName node,
    Action action,
    Instant issuedAt,
    Instant deadline,
    String issuedBy,
    CommandState state,
    String detail,
    Instant since) {
  private static final String SELECT = "SELECT * FROM node_command ";

  Command command() {
    return new Command(id, issuedAt, deadline, issuedBy, action);
  }

  CommandRecord in(CommandState next, String why, Instant at) {
    return new CommandRecord(id, node, action, issuedAt, deadline, issuedBy, next, why, at);
  }

  static Optional<CommandRecord> find(Handle handle, CommandId id) {
    return handle
        .createQuery(SELECT + "WHERE id = :id")
        .bind("id", id.text())
        .map((row, context) -> read(row))
        .findOne();
  }

  static List<CommandRecord> newest(Handle handle, int limit) {
    return handle
        .createQuery(SELECT + "WHERE NOT asks ORDER BY issued_at DESC, id LIMIT :limit")
        .bind("limit", limit)
        .map((row, context) -> read(row))
        .list();
  }

  static List<CommandRecord> newest(Handle handle, ObjectName node, int limit) {
    return handle
        .createQuery(
            SELECT + "WHERE node = :node AND NOT asks ORDER BY issued_at DESC, id LIMIT :limit")
        .bind("node", node.text())
        .bind("limit", limit)
        .map((row, context) -> read(row))
        .list();
  }

  /** Those issued since then that may still change, oldest first. */
  static List<CommandRecord> unsettled(Handle handle, Instant since) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE issued_at >= :since AND state NOT IN ('DONE', 'FAILED', 'EXPIRED')
                ORDER BY issued_at, id
                """)
        .bind("since", Micros.of(since))
        .map((row, context) -> read(row))
        .list();
  }

  static void removeQuestions(Handle handle, Instant before) {
    handle
        .createUpdate("DELETE FROM node_command WHERE asks AND issued_at < :before")
        .bind("before", Micros.of(before))
        .execute();
  }

  private static CommandRecord read(ResultSet row) throws SQLException {
    return new CommandRecord(
        new CommandId(row.getString("id")),
        new ObjectName(row.getString("node")),
        Json.read(row.getString("action"), Action.class),
        Micros.instant(row.getLong("issued_at")),
        Micros.instant(row.getLong("deadline")),
        row.getString("issued_by"),
        CommandState.valueOf(row.getString("state")),
        row.getString("detail"),
        Micros.instant(row.getLong("since")));
  }

  void save(Handle handle) {
    handle
        .createUpdate(
            """
            INSERT INTO node_command
              (id, node, action, asks, issued_at, deadline, issued_by, state, detail, since)
            VALUES
              (:id, :node, :action, :asks, :issuedAt, :deadline, :issuedBy, :state, :detail, :since)
            ON CONFLICT (id) DO UPDATE SET state = :state, detail = :detail, since = :since
            """)
        .bind("id", id.text())
        .bind("node", node.text())
        .bind("action", Json.text(action))
        .bind("asks", action.asks())
        .bind("issuedAt", Micros.of(issuedAt))
        .bind("deadline", Micros.of(deadline))
        .bind("issuedBy", issuedBy)
        .bind("state", state.name())
        .bind("detail", detail)
        .bind("since", Micros.of(since))
        .execute();
  }
}

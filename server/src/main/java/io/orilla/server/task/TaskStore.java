package io.orilla.server.task;

import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.model.task.TaskSpec;
import io.orilla.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the database, and the one place that moves them: QUEUED → RUNNING → SUCCEEDED or FAILED,
 * and from RUNNING back to QUEUED when the worker was lost.
 */
public final class TaskStore {
  private static final String COLUMNS =
      """
      SELECT id, kind, subject, state, attempt, pid, created_at, started_at, finished_at, problem,
        result
      FROM task
      """;

  private final Database database;
  private final InstantSource clock;

  public TaskStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  Task create(String id, TaskOrder order) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO task
                      (id, kind, subject, spec, tag, state, attempt, lost, created_at)
                    VALUES (:id, :kind, :subject, :spec, :tag, 'QUEUED', 0, 0, :now)
                    """)
                .bind("id", id)
                .bind("kind", order.kind().name())
                .bind("subject", order.subject())
                .bind("spec", Json.text(order.spec()))
                .bind("tag", order.tag().orElse(null))
                .bind("now", now())
                .execute());
    return find(id);
  }

  /**
   * A task as it is now.
   *
   * @throws OrillaException DOES_NOT_EXIST
   */
  public Task find(String id) {
    return database
        .read(
            handle ->
                handle
                    .createQuery(COLUMNS + " WHERE id = :id")
                    .bind("id", id)
                    .map((row, context) -> task(row))
                    .findOne())
        .orElseThrow(() -> OrillaException.notFound("there is no task '" + id + "'"));
  }

  public List<Task> newest(int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(COLUMNS + " ORDER BY created_at DESC, id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> task(row))
                .list());
  }

  /** The newest task of a kind. */
  public Optional<Task> newest(Task.Kind kind) {
    return newest(kind, "");
  }

  /** The newest task of a kind that did its work. */
  public Optional<Task> newestDone(Task.Kind kind) {
    return newest(kind, " AND state = 'SUCCEEDED'");
  }

  private Optional<Task> newest(Task.Kind kind, String condition) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + " WHERE kind = :kind"
                        + condition
                        + " ORDER BY created_at DESC, id LIMIT 1")
                .bind("kind", kind.name())
                .map((row, context) -> task(row))
                .findOne());
  }

  TaskOrder order(String id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT subject, spec, tag FROM task WHERE id = :id")
                .bind("id", id)
                .map(
                    (row, context) ->
                        new TaskOrder(
                            row.getString("subject"),
                            Json.read(row.getString("spec"), TaskSpec.class),
                            Optional.ofNullable(row.getString("tag"))))
                .one());
  }

  /** Ids of the tasks in this state, oldest first. */
  List<String> in(Task.State state) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT id FROM task WHERE state = :state ORDER BY created_at, id")
                .bind("state", state.name())
                .mapTo(String.class)
                .list());
  }

  /** Takes a queued task to work on it; nothing when somebody else did, or it was cancelled. */
  Optional<Task> start(String id) {
    int changed =
        move(
            """
            UPDATE task SET state = 'RUNNING', attempt = attempt + 1, started_at = :now
            WHERE id = :id AND state = 'QUEUED'
            """,
            id);
    return changed == 1 ? Optional.of(find(id)) : Optional.empty();
  }

  void runsAs(String id, long pid) {
    database.execute(
        handle ->
            handle.execute("UPDATE task SET pid = ? WHERE id = ? AND state = 'RUNNING'", pid, id));
  }

  /**
   * The worker ended without an answer: the task goes back into the queue.
   *
   * @return how many of its workers were lost by now
   */
  int lose(String id) {
    move(
        """
        UPDATE task SET state = 'QUEUED', pid = NULL, lost = lost + 1
        WHERE id = :id AND state = 'RUNNING'
        """,
        id);
    return database.read(
        handle ->
            handle
                .createQuery("SELECT lost FROM task WHERE id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one());
  }

  /**
   * The server ended while the task ran: it goes back into the queue, and that is not its fault.
   */
  void requeue(String id) {
    move("UPDATE task SET state = 'QUEUED', pid = NULL WHERE id = :id AND state = 'RUNNING'", id);
  }

  void succeed(String id, TaskResult result) {
    finish(id, Task.State.SUCCEEDED, null, result);
  }

  void fail(String id, Problem problem) {
    finish(id, Task.State.FAILED, problem, null);
  }

  private void finish(
      String id, Task.State state, @Nullable Problem problem, @Nullable TaskResult result) {
    database.execute(
        handle ->
            update(
                    handle,
                    """
                    UPDATE task SET state = :state, pid = NULL, finished_at = :now,
                      problem = :problem, result = :result
                    WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
                    """,
                    id)
                .bind("state", state.name())
                .bind("problem", problem == null ? null : Json.text(problem))
                .bind("result", result == null ? null : Json.text(result))
                .execute());
  }

  private int move(String sql, String id) {
    return database.write(handle -> update(handle, sql, id).execute());
  }

  private Update update(Handle handle, String sql, String id) {
    return handle.createUpdate(sql).bind("id", id).bind("now", now());
  }

  private long now() {
    return Micros.of(clock.instant());
  }

  private static Task task(ResultSet row) throws SQLException {
    return new Task(
        row.getString("id"),
        Task.Kind.valueOf(row.getString("kind")),
        row.getString("subject"),
        Task.State.valueOf(row.getString("state")),
        row.getInt("attempt"),
        number(row, "pid"),
        Micros.instant(row.getLong("created_at")),
        number(row, "started_at").map(Micros::instant),
        number(row, "finished_at").map(Micros::instant),
        json(row, "problem", Problem.class),
        json(row, "result", TaskResult.class));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  private static <T> Optional<T> json(ResultSet row, String column, Class<T> type)
      throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(text -> Json.read(text, type));
  }
}

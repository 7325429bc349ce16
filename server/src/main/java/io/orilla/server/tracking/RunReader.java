package io.orilla.server.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Puts runs together from their rows. */
final class RunReader {
  private static final String INFO =
      """
      SELECT id, experiment_id, name, user_id, status, started_at, ended_at, artifact_uri,
        lifecycle_stage
      FROM run
      """;

  private final Handle handle;
  private final List<String> runs;

  private RunReader(Handle handle, List<String> runs) {
    this.handle = handle;
    this.runs = runs;
  }

  static Run find(Handle handle, String id) {
    List<Run.Info> found =
        handle
            .createQuery(INFO + " WHERE id = :id")
            .bind("id", id)
            .map((row, context) -> info(row))
            .list();
    if (found.isEmpty()) {
      throw OrillaException.notFound("Run with id=" + id + " not found");
    }
    return whole(handle, found).getFirst();
  }

  static List<Run> newest(Handle handle, RunSearch search) {
    if (search.experiments().isEmpty()) {
      return List.of();
    }
    List<Run.Info> found =
        handle
            .createQuery(
                INFO
                    + """
                     WHERE experiment_id IN (<experiments>) AND lifecycle_stage IN (<stages>)
                      AND (started_at < :started OR started_at = :started AND id > :id)
                    ORDER BY started_at DESC, id LIMIT :most
                    """)
            .bindList("experiments", search.experiments())
            .bindList("stages", search.stages())
            .bind("started", search.after().started())
            .bind("id", search.after().id())
            .bind("most", search.most())
            .map((row, context) -> info(row))
            .list();
    return whole(handle, found);
  }

  private static Run.Info info(ResultSet row) throws SQLException {
    long ended = row.getLong("ended_at");
    return new Run.Info(
        row.getString("id"),
        row.getString("id"),
        row.getString("name"),
        Long.toString(row.getLong("experiment_id")),
        row.getString("user_id"),
        RunStatus.valueOf(row.getString("status")),
        row.getLong("started_at"),
        ended(ended, row.wasNull()),
        row.getString("artifact_uri"),
        row.getString("lifecycle_stage"));
  }

  private static @Nullable Long ended(long time, boolean absent) {
    return absent ? null : (Long) time;
  }

  private static List<Run> whole(Handle handle, List<Run.Info> infos) {
    if (infos.isEmpty()) {
      return List.of();
    }
    return new RunReader(handle, infos.stream().map(Run.Info::runId).toList()).join(infos);
  }

  private List<Run> join(List<Run.Info> infos) {
    var metrics = byRun("SELECT * FROM run_last_metric", (row, context) -> MetricStore.metric(row));
    var params = byRun("SELECT * FROM run_param", (row, context) -> pair(row));
    var tags = byRun("SELECT * FROM run_tag", (row, context) -> pair(row));
    var inputs = byRun("SELECT *, name AS key FROM run_input", (row, context) -> input(row));
    Function<Run.Info, Run> run =
        info ->
            new Run(
                info,
                new Run.Logged(of(metrics, info), of(params, info), of(tags, info)),
                new Run.Inputs(of(inputs, info)));
    return infos.stream().map(run).toList();
  }

  private static <T> List<T> of(Map<String, List<T>> byRun, Run.Info info) {
    return byRun.getOrDefault(info.runId(), List.of());
  }

  private <T> Map<String, List<T>> byRun(String select, RowMapper<T> mapper) {
    return handle
        .createQuery(select + " WHERE run_id IN (<runs>) ORDER BY run_id, key")
        .bindList("runs", runs)
        .map((row, context) -> Map.entry(row.getString("run_id"), mapper.map(row, context)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static KeyValue pair(ResultSet row) throws SQLException {
    return new KeyValue(row.getString("key"), row.getString("value"));
  }

  private static Run.DatasetInput input(ResultSet row) throws SQLException {
    return new Run.DatasetInput(
        List.of(Json.read(row.getString("tags"), KeyValue[].class)),
        Json.read(row.getString("dataset"), JsonNode.class));
  }
}

package io.orilla.server.tracking;

import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import io.orilla.server.store.Database;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Runs with their parameters, tags and inputs, in the metadata database. */
public final class RunStore {
  /** The task of ours that a run belongs to, and which attempt of it. */
  public static final String TASK_TAG = "orilla.task";

  public static final String ATTEMPT_TAG = "orilla.attempt";

  private final Database database;
  private final MetricStore metrics;
  private final Clock clock;

  public RunStore(Database database, Clock clock) {
    this.database = database;
    this.metrics = new MetricStore(database);
    this.clock = clock;
  }

  /**
   * @throws OrillaException DOES_NOT_EXIST when the experiment is not there
   */
  Run create(Run.Info info, List<KeyValue> tags) {
    return database.write(
        handle -> {
          ExperimentStore.find(handle, info.experimentId());
          insert(handle, info);
          tags.forEach(tag -> setTag(handle, info.runId(), tag));
          return RunReader.find(handle, info.runId());
        });
  }

  private static void insert(Handle handle, Run.Info info) {
    handle
        .createUpdate(
            """
            INSERT INTO run (id, experiment_id, name, user_id, status, artifact_uri, started_at)
            VALUES (:id, :experiment, :name, :user, :status, :artifacts, :started)
            """)
        .bind("id", info.runId())
        .bind("experiment", Long.parseLong(info.experimentId()))
        .bind("name", info.runName())
        .bind("user", info.userId())
        .bind("status", info.status().name())
        .bind("artifacts", info.artifactUri())
        .bind("started", info.startTime())
        .execute();
  }

  /**
   * A run with all that was logged of it.
   *
   * @throws OrillaException DOES_NOT_EXIST
   */
  public Run find(String id) {
    return database.read(handle -> RunReader.find(handle, id));
  }

  /** Moves a run on; what is not given stays. */
  Run.Info update(
      String id, @Nullable RunStatus status, @Nullable Long endTime, @Nullable String name) {
    return database.write(
        handle -> {
          active(handle, id);
          handle
              .createUpdate(
                  """
                  UPDATE run SET status = COALESCE(:status, status),
                    ended_at = COALESCE(:ended, ended_at), name = COALESCE(:name, name)
                  WHERE id = :id
                  """)
              .bind("status", status == null ? null : status.name())
              .bind("ended", endTime)
              .bind("name", name)
              .bind("id", id)
              .execute();
          if (name != null) {
            setTag(handle, id, new KeyValue("mlflow.runName", name));
          }
          return RunReader.find(handle, id).info();
        });
  }

  /**
   * Logs a batch, all or none of it.
   *
   * @throws OrillaException INVALID_ARGUMENT when a parameter has another value already
   */
  void log(Batch batch) {
    database.execute(
        handle -> {
          active(handle, batch.runId());
          batch.params().forEach(param -> setParam(handle, batch.runId(), param));
          MetricStore.log(handle, batch.runId(), batch.metrics());
          batch.tags().forEach(tag -> setTag(handle, batch.runId(), tag));
        });
  }

  private static void active(Handle handle, String id) {
    RunReader.find(handle, id).info().requireActive();
  }

  private static void setParam(Handle handle, String run, KeyValue param) {
    handle.execute(
        "INSERT INTO run_param (run_id, key, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        run,
        param.key(),
        param.value());
    String kept =
        handle
            .createQuery("SELECT value FROM run_param WHERE run_id = :run AND key = :key")
            .bind("run", run)
            .bind("key", param.key())
            .mapTo(String.class)
            .one();
    if (!kept.equals(param.value())) {
      throw OrillaException.invalid(
          "Changing param values is not allowed. Param with key='%s' was already logged with value='%s' for run ID='%s'. Attempted logging new value '%s'."
              .formatted(param.key(), kept, run, param.value()));
    }
  }

  private static void setTag(Handle handle, String run, KeyValue tag) {
    handle.execute(
        """
        INSERT INTO run_tag (run_id, key, value) VALUES (?, ?, ?)
        ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value
        """,
        run,
        tag.key(),
        tag.value());
  }

  void addInputs(String run, List<Run.DatasetInput> inputs) {
    database.execute(
        handle -> {
          active(handle, run);
          inputs.forEach(input -> addInput(handle, run, input));
        });
  }

  private static void addInput(Handle handle, String run, Run.DatasetInput input) {
    handle.execute(
        """
        INSERT INTO run_input (run_id, name, digest, dataset, tags) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        run,
        input.name(),
        input.digest(),
        Json.text(input.dataset()),
        Json.text(input.tags()));
  }

  /** Ends the runs that an attempt of a task left running when it was killed. */
  public void kill(String task, int attempt) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE run SET status = 'KILLED', ended_at = :now
                    WHERE status = 'RUNNING'
                      AND id IN (SELECT run_id FROM run_tag WHERE key = :taskTag AND value = :task)
                      AND id IN (SELECT run_id FROM run_tag WHERE key = :attemptTag AND value = :attempt)
                    """)
                .bind("now", clock.millis())
                .bind("taskTag", TASK_TAG)
                .bind("task", task)
                .bind("attemptTag", ATTEMPT_TAG)
                .bind("attempt", Integer.toString(attempt))
                .execute());
  }

  /** How many runs there are, and which is the newest. */
  public RunTotals totals() {
    return database.read(RunTotals::read);
  }

  long now() {
    return clock.millis();
  }

  List<Metric> history(String run, String metric, long from, long most) {
    find(run);
    return metrics.history(run, metric, from, most);
  }

  /** Runs of these experiments, newest first, that come after the given one. */
  List<Run> newest(RunSearch search) {
    return database.read(handle -> RunReader.newest(handle, search));
  }
}

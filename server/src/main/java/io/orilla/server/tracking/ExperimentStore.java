package io.orilla.server.tracking;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Experiments, in the metadata database. */
public final class ExperimentStore {
  private static final String COLUMNS =
      "SELECT id, name, artifact_location, lifecycle_stage, created_at, updated_at FROM experiment ";

  private final Database database;
  private final Clock clock;

  public ExperimentStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Makes an experiment and answers its id.
   *
   * @throws OrillaException ALREADY_EXISTS when the name is taken
   */
  public String create(String name, List<KeyValue> tags) {
    return database.write(
        handle -> {
          named(handle, name).ifPresent(ExperimentStore::refuseTwice);
          long id = insert(handle, name);
          tags.forEach(tag -> insertTag(handle, id, tag));
          return Long.toString(id);
        });
  }

  private static void refuseTwice(Experiment taken) {
    throw new OrillaException(
        ErrorCode.ALREADY_EXISTS,
        "Experiment(name="
            + taken.name()
            + ") already exists, with the id "
            + taken.experimentId());
  }

  private long insert(Handle handle, String name) {
    return handle
        .createQuery(
            """
            INSERT INTO experiment (id, name, artifact_location, created_at, updated_at)
            SELECT MAX(id) + 1, :name, 'mlflow-artifacts:/' || (MAX(id) + 1), :now, :now
            FROM experiment RETURNING id
            """)
        .bind("name", name)
        .bind("now", clock.millis())
        .mapTo(Long.class)
        .one();
  }

  private static void insertTag(Handle handle, long id, KeyValue tag) {
    handle.execute(
        "INSERT INTO experiment_tag (experiment_id, key, value) VALUES (?, ?, ?)",
        id,
        tag.key(),
        tag.value());
  }

  /**
   * An experiment by its id.
   *
   * @throws OrillaException DOES_NOT_EXIST
   */
  public Experiment find(String id) {
    return database.read(handle -> find(handle, id));
  }

  static Experiment find(Handle handle, String id) {
    return handle
        .createQuery(COLUMNS + "WHERE CAST(id AS TEXT) = :id")
        .bind("id", id)
        .map((row, context) -> experiment(handle, row))
        .findOne()
        .orElseThrow(() -> OrillaException.notFound("No Experiment with id=" + id + " exists"));
  }

  public Optional<Experiment> named(String name) {
    return database.read(handle -> named(handle, name));
  }

  private static Optional<Experiment> named(Handle handle, String name) {
    return handle
        .createQuery(COLUMNS + "WHERE name = :name")
        .bind("name", name)
        .map((row, context) -> experiment(handle, row))
        .findOne();
  }

  /** The newest experiments whose id lies below {@code before}. */
  List<Experiment> newest(long before, int most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + "WHERE lifecycle_stage = 'active' AND id < :before ORDER BY id DESC LIMIT :most")
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> experiment(handle, row))
                .list());
  }

  private static Experiment experiment(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new Experiment(
        Long.toString(id),
        row.getString("name"),
        row.getString("artifact_location"),
        row.getString("lifecycle_stage"),
        row.getLong("created_at"),
        row.getLong("updated_at"),
        tags(handle, id));
  }

  private static List<KeyValue> tags(Handle handle, long id) {
    return handle
        .createQuery("SELECT key, value FROM experiment_tag WHERE experiment_id = :id ORDER BY key")
        .bind("id", id)
        .map((tag, context) -> new KeyValue(tag.getString("key"), tag.getString("value")))
        .list();
  }
}

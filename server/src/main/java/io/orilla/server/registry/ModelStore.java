package io.orilla.server.registry;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.ResultDocument.Parity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Models and their versions in the database. */
final class ModelStore {
  private static final String VERSION =
      "SELECT model, version, asset, bundle, run, study, parity, created_at FROM model_version ";

  private ModelStore() {}

  /** Makes the model; says whether it was new. */
  static boolean insertModel(Handle handle, ObjectName name, String description, Instant at) {
    return handle.execute(
            """
            INSERT INTO model (name, description, created_at) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            name.text(),
            description,
            Micros.of(at))
        == 1;
  }

  /** Adds a version under the next number. */
  static ModelVersion insertVersion(Handle handle, Candidate candidate, Instant at) {
    return handle
        .createQuery(
            """
            INSERT INTO model_version
              (model, version, asset, bundle, run, study, task, parity, created_at)
            SELECT :model, COALESCE(MAX(version), 0) + 1, :asset, :bundle, :run, :study, :task,
              :parity, :at
            FROM model_version WHERE model = :model
            RETURNING model, version, asset, bundle, run, study, parity, created_at
            """)
        .bind("model", candidate.model().text())
        .bind("asset", candidate.asset().text())
        .bind("bundle", candidate.bundle().text())
        .bind("run", candidate.run())
        .bind("study", candidate.study())
        .bind("task", candidate.task())
        .bind("parity", Json.text(candidate.parity()))
        .bind("at", Micros.of(at))
        .map((row, context) -> version(row))
        .one();
  }

  static Optional<ModelVersion> version(Handle handle, ObjectName model, int version) {
    return handle
        .createQuery(VERSION + "WHERE model = :model AND version = :version")
        .bind("model", model.text())
        .bind("version", version)
        .map((row, context) -> version(row))
        .findOne();
  }

  static Optional<ModelVersion> ofTask(Handle handle, String task, ObjectName model) {
    return handle
        .createQuery(VERSION + "WHERE task = :task AND model = :model")
        .bind("task", task)
        .bind("model", model.text())
        .map((row, context) -> version(row))
        .findOne();
  }

  static Optional<ModelVersion> ofBundle(Handle handle, Digest bundle) {
    return handle
        .createQuery(VERSION + "WHERE bundle = :bundle ORDER BY created_at LIMIT 1")
        .bind("bundle", bundle.text())
        .map((row, context) -> version(row))
        .findOne();
  }

  static List<RegisteredModel> models(Handle handle) {
    return handle
        .createQuery("SELECT name, description, created_at FROM model ORDER BY name")
        .map((row, context) -> model(handle, row))
        .list();
  }

  static Optional<RegisteredModel> model(Handle handle, ObjectName name) {
    return handle
        .createQuery("SELECT name, description, created_at FROM model WHERE name = :name")
        .bind("name", name.text())
        .map((row, context) -> model(handle, row))
        .findOne();
  }

  private static RegisteredModel model(Handle handle, ResultSet row) throws SQLException {
    ObjectName name = new ObjectName(row.getString("name"));
    return new RegisteredModel(
        name,
        row.getString("description"),
        Micros.instant(row.getLong("created_at")),
        versions(handle, name),
        AliasStore.aliases(handle, name),
        AliasStore.history(handle, name));
  }

  private static List<ModelVersion> versions(Handle handle, ObjectName model) {
    return handle
        .createQuery(VERSION + "WHERE model = :model ORDER BY version DESC")
        .bind("model", model.text())
        .map((row, context) -> version(row))
        .list();
  }

  private static ModelVersion version(ResultSet row) throws SQLException {
    return new ModelVersion(
        new ObjectName(row.getString("model")),
        row.getInt("version"),
        new AssetName(row.getString("asset")),
        new Digest(row.getString("bundle")),
        row.getString("run"),
        row.getString("study"),
        Json.read(row.getString("parity"), Parity.class),
        Micros.instant(row.getLong("created_at")));
  }

  /**
   * A bundle that is to become a version.
   *
   * @param task with the model the key of the version: a second one of the same task is the first
   */
  record Candidate(
      ObjectName model,
      AssetName asset,
      Digest bundle,
      String run,
      String study,
      String task,
      Parity parity) {}
}

package io.orilla.server.document;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.document.Document;
import io.orilla.model.document.DocumentReader;
import io.orilla.model.document.Kind;
import io.orilla.model.document.Metadata;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Spec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Documents in the database. */
final class DocumentStore {
  private DocumentStore() {}

  static List<Declared<Spec>> all(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT v.kind, v.name, v.generation, v.labels, v.spec, v.applied_at
            FROM document d JOIN document_version v
              ON v.kind = d.kind AND v.name = d.name AND v.generation = d.generation
            WHERE d.withdrawn_at IS NULL
            """)
        .map((row, context) -> declared(row))
        .list();
  }

  /** One generation, also of a document that was changed or withdrawn since. */
  static Optional<Declared<Spec>> version(
      Handle handle, Kind kind, ObjectName name, long generation) {
    return handle
        .createQuery(
            """
            SELECT kind, name, generation, labels, spec, applied_at FROM document_version
            WHERE kind = :kind AND name = :name AND generation = :generation
            """)
        .bind("kind", kind.text())
        .bind("name", name.text())
        .bind("generation", generation)
        .map((row, context) -> declared(row))
        .findOne();
  }

  /** The highest generation there ever was; 0 for a new document. */
  static long lastGeneration(Handle handle, Kind kind, ObjectName name) {
    return handle
        .createQuery("SELECT generation FROM document WHERE kind = :kind AND name = :name")
        .bind("kind", kind.text())
        .bind("name", name.text())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  static void insertVersion(Handle handle, Document document, long generation, Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO document_version (kind, name, generation, labels, spec, applied_at)
            VALUES (:kind, :name, :generation, :labels, :spec, :at)
            """)
        .bind("kind", document.kind().text())
        .bind("name", document.metadata().name().text())
        .bind("generation", generation)
        .bind("labels", Json.text(document.metadata().labels()))
        .bind("spec", Json.text(document.spec()))
        .bind("at", Micros.of(at))
        .execute();
  }

  /**
   * Makes a generation the one that holds.
   *
   * @param based the generation that the change was based on; 0 for none
   * @throws OrillaException STALE_VERSION when another change came between
   */
  static void advance(Handle handle, Kind kind, ObjectName name, long based, long generation) {
    int changed =
        handle
            .createUpdate(
                """
                INSERT INTO document (kind, name, generation) VALUES (:kind, :name, :generation)
                ON CONFLICT (kind, name) DO UPDATE
                SET generation = :generation, withdrawn_at = NULL
                WHERE document.generation = :based
                """)
            .bind("kind", kind.text())
            .bind("name", name.text())
            .bind("generation", generation)
            .bind("based", based)
            .execute();
    requireOne(changed, kind, name);
  }

  static void withdraw(Handle handle, Declared<?> declared, Instant at) {
    int changed =
        handle
            .createUpdate(
                """
                UPDATE document SET withdrawn_at = :at
                WHERE kind = :kind AND name = :name AND generation = :based
                  AND withdrawn_at IS NULL
                """)
            .bind("at", Micros.of(at))
            .bind("kind", declared.kind().text())
            .bind("name", declared.name().text())
            .bind("based", declared.generation())
            .execute();
    requireOne(changed, declared.kind(), declared.name());
  }

  private static void requireOne(int changed, Kind kind, ObjectName name) {
    if (changed != 1) {
      throw new OrillaException(
          ErrorCode.STALE_VERSION,
          kind + " " + name + " was changed by somebody else meanwhile; look at it and try again");
    }
  }

  private static Declared<Spec> declared(ResultSet row) throws SQLException {
    Kind kind = Kind.of(row.getString("kind"));
    ObjectName name = new ObjectName(row.getString("name"));
    JsonNode spec = Json.read(row.getString("spec"), JsonNode.class);
    return new Declared<>(
        kind,
        new Metadata(name, labels(row.getString("labels"))),
        DocumentReader.read(spec, kind.spec(), kind + " " + name),
        row.getLong("generation"),
        Micros.instant(row.getLong("applied_at")));
  }

  private static Map<String, String> labels(String json) {
    return Json.mapper()
        .convertValue(Json.read(json, JsonNode.class), new TypeReference<Map<String, String>>() {});
  }
}

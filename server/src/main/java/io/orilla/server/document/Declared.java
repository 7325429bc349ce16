package io.orilla.server.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.document.Document;
import io.orilla.model.document.Kind;
import io.orilla.model.document.Metadata;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Spec;
import java.time.Instant;

/**
 * A document as it holds.
 *
 * @param generation rises with each change, from 1, also over a withdrawal
 */
public record Declared<S extends Spec>(
    Kind kind, Metadata metadata, S spec, long generation, Instant appliedAt) {
  static Declared<Spec> of(Document document, long generation, Instant appliedAt) {
    return new Declared<>(
        document.kind(), document.metadata(), document.spec(), generation, appliedAt);
  }

  @JsonProperty
  public String apiVersion() {
    return Document.API_VERSION;
  }

  @JsonIgnore
  public ObjectName name() {
    return metadata.name();
  }

  /** Whether the document says what is declared already, whatever the order of its keys. */
  boolean says(Document document) {
    return metadata.equals(document.metadata()) && written(spec).equals(written(document.spec()));
  }

  private static JsonNode written(Spec spec) {
    return Json.read(Json.text(spec), JsonNode.class);
  }

  /** As messages name it: {@code Source press-7}. */
  String title() {
    return kind + " " + name();
  }
}

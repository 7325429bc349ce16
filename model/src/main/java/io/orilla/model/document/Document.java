package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A declared object as users write it: {@code apiVersion}, {@code kind}, {@code metadata}, {@code
 * spec}.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Document(String apiVersion, Kind kind, Metadata metadata, Spec spec) {
  public static final String API_VERSION = "orilla/v1";

  public static Document of(String name, Spec spec) {
    for (Kind kind : Kind.values()) {
      if (kind.spec().isInstance(spec)) {
        return new Document(API_VERSION, kind, Metadata.named(name), spec);
      }
    }
    throw new IllegalStateException("no kind for " + spec.getClass());
  }
}

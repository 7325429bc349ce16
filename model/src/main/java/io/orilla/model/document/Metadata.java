package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Map;

/** What every document says of itself; labels may be left out. */
public record Metadata(
    ObjectName name, @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> labels) {
  public Metadata {
    labels = Map.copyOf(labels);
  }

  public static Metadata named(String name) {
    return new Metadata(new ObjectName(name), Map.of());
  }
}

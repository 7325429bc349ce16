package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.orilla.model.content.Ordered;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every document says of itself. */
public record Metadata(ObjectName name, Map<String, String> labels) {
  public Metadata(
      ObjectName name, @JsonSetter(nulls = Nulls.AS_EMPTY) @Nullable Map<String, String> labels) {
    this.name = name;
    this.labels = labels == null ? Map.of() : Ordered.copy(labels);
  }

  public static Metadata named(String name) {
    return new Metadata(new ObjectName(name), Map.of());
  }
}

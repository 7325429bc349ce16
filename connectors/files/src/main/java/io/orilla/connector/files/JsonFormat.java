package io.orilla.connector.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.peer.Column;
import io.orilla.connector.peer.JsonPath;
import io.orilla.connector.peer.Payload;
import io.orilla.model.signal.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON document in each line. */
final class JsonFormat implements RowFormat {
  private final Map<String, JsonPath> paths = new HashMap<>();

  @Override
  public void check(String place) {
    paths.put(place, JsonPath.parse(place));
  }

  @Override
  public boolean hasHeader() {
    return false;
  }

  @Override
  public Optional<Row> read(String line) {
    return line.isBlank()
        ? Optional.empty()
        : Optional.of(new Line(Payload.parse(line.getBytes(StandardCharsets.UTF_8))));
  }

  private JsonPath path(String place) {
    return paths.computeIfAbsent(place, JsonPath::parse);
  }

  private final class Line implements Row {
    private final JsonNode document;

    Line(JsonNode document) {
      this.document = document;
    }

    private Optional<JsonNode> at(String place) {
      JsonNode found = document.at(path(place).pointer());
      return found.isMissingNode() || found.isNull() ? Optional.empty() : Optional.of(found);
    }

    @Override
    public Optional<String> text(String place) {
      return at(place).map(JsonNode::asText);
    }

    @Override
    public Optional<Value> value(Column column) {
      Payload payload = new Payload(Optional.empty(), Optional.empty(), column.kind());
      return at(column.place()).map(found -> payload.read(found).value());
    }
  }
}

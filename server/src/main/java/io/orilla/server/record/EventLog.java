package io.orilla.server.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.lake.table.Condition;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JsonRecords;
import java.util.Arrays;
import java.util.List;

/** All events that were delivered. Thread-safe. */
public final class EventLog {
  private final Delivered delivered;

  public EventLog(Delivered delivered) {
    this.delivered = delivered;
  }

  /** The events of one kind, of each node in the order in which it wrote them. */
  public <E extends Event> List<NodeEvent<E>> all(Class<E> kind) {
    String name = name(kind);
    return delivered.read(
        new Delivered.Query<>(
            TableName.RAW_EVENTS,
            "node, body",
            List.of(new Condition.Is("event", name)),
            "ORDER BY inbox_offset, sequence",
            row ->
                new NodeEvent<>(
                    new ObjectName(row.getString(1)), Json.read(row.getString(2), kind))),
        entry ->
            Delivered.records(entry, block -> JsonRecords.decode(block.payload(), JsonNode.class))
                .stream()
                .filter(event -> event.path("event").asText().equals(name))
                .map(event -> new NodeEvent<>(entry.node(), Json.read(Json.bytes(event), kind)))
                .toList());
  }

  private static String name(Class<? extends Event> kind) {
    return Arrays.stream(Event.class.getAnnotation(JsonSubTypes.class).value())
        .filter(type -> type.value().equals(kind))
        .map(JsonSubTypes.Type::name)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(kind + " is no kind of event"));
  }
}

package io.orilla.connector.modbus.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An information model of SunSpec (inverters, meters, batteries), in the JSON of its own
 * repository: points one after another from the model's first register on. A point's power of ten
 * stands in another register; the value by which a device says that it lacks a point becomes one
 * without data. Groups that repeat are left out.
 */
public final class SunSpecModel {
  /** How a type is read, and which of its values is none. */
  private record Reading(String type, String absent) {}

  private static final Map<String, Reading> READINGS =
      Map.ofEntries(
          Map.entry("uint16", new Reading("uint16", "0xFFFF")),
          Map.entry("enum16", new Reading("uint16", "0xFFFF")),
          Map.entry("bitfield16", new Reading("uint16", "0xFFFF")),
          Map.entry("count", new Reading("uint16", "0xFFFF")),
          Map.entry("acc16", new Reading("uint16", "")),
          Map.entry("int16", new Reading("int16", "0x8000")),
          Map.entry("uint32", new Reading("uint32", "0xFFFFFFFF")),
          Map.entry("enum32", new Reading("uint32", "0xFFFFFFFF")),
          Map.entry("bitfield32", new Reading("uint32", "0xFFFFFFFF")),
          Map.entry("acc32", new Reading("uint32", "")),
          Map.entry("int32", new Reading("int32", "0x80000000")),
          Map.entry("uint64", new Reading("uint64", "0xFFFFFFFFFFFFFFFF")),
          Map.entry("acc64", new Reading("uint64", "")),
          Map.entry("int64", new Reading("int64", "0x8000000000000000")),
          Map.entry("float32", new Reading("float32", "")),
          Map.entry("float64", new Reading("float64", "")),
          Map.entry("string", new Reading("text", "")));

  private final Map<String, Integer> registers = new HashMap<>();
  private final JsonNode points;

  private SunSpecModel(JsonNode points, int base) {
    this.points = points;
    int register = base;
    for (JsonNode point : points) {
      registers.put(point.path("name").asText(), register);
      register += point.path("size").asInt();
    }
  }

  /**
   * @param base register in which the model's id stands, as 40070
   * @throws OrillaException INVALID_ARGUMENT when it is no such model
   */
  public static List<SourceSpec.Signal> signals(JsonNode model, int base, AssetName asset) {
    JsonNode points = model.path("group").path("points");
    if (points.isEmpty()) {
      throw OrillaException.invalid("this is no SunSpec model: it has no 'group' with 'points'");
    }
    return new SunSpecModel(points, base).signals(asset);
  }

  private List<SourceSpec.Signal> signals(AssetName asset) {
    List<SourceSpec.Signal> signals = new ArrayList<>();
    for (JsonNode point : points) {
      String name = point.path("name").asText();
      address(name, point)
          .map(
              address ->
                  new SourceSpec.Signal(
                      asset.signal(name), address, point.path("units").asText("")))
          .ifPresent(signals::add);
    }
    return signals;
  }

  /** Powers of ten, padding and what identifies the model itself are no signals. */
  private Optional<String> address(String name, JsonNode point) {
    Reading reading = READINGS.get(point.path("type").asText());
    if (reading == null || point.has("value") || name.equals("L")) {
      return Optional.empty();
    }
    List<String> options = new ArrayList<>(List.of("type=" + reading.type()));
    if (reading.type().equals("text")) {
      options.add("length=" + point.path("size").asInt());
    }
    if (!reading.absent().isEmpty()) {
      options.add("absent=" + reading.absent());
    }
    JsonNode power = point.path("sf");
    if (power.isInt()) {
      options.add("scale=1e" + power.asInt());
    } else if (registers.containsKey(power.asText())) {
      options.add("factor=" + registers.get(power.asText()));
    }
    return Optional.of("holding/" + registers.get(name) + "?" + String.join("&", options));
  }
}

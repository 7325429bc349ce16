package io.orilla.node.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What people at the node allow to be written: {@code outputs.yaml}. */
public record Permissions(List<Peer> outputs) {
  static final Permissions NONE = new Permissions(List.of());

  public Permissions {
    outputs = List.copyOf(outputs);
  }

  /**
   * A peer that may be written to.
   *
   * @param settings the output's, which must be the same ones: nobody else's place is meant
   */
  public record Peer(String connector, JsonNode settings, List<Place> addresses) {
    public Peer {
      addresses = List.copyOf(addresses);
      settings = ConnectorDescription.of(connector).completedOfOutput(settings);
    }
  }

  /**
   * An address that may be written.
   *
   * @param between the least and the greatest number; empty where any value may be written
   * @param every the shortest time from one write to the next
   * @param failSafe what is written when nothing is to be gone by; empty leaves what stands there
   */
  public record Place(
      String address,
      Optional<List<Double>> between,
      Optional<Duration> every,
      Optional<FailSafe> failSafe) {
    private static final Duration EVERY = Duration.ofSeconds(1);

    public Place {
      between = between.map(List::copyOf);
      if (between
          .filter(ends -> ends.size() != 2 || !(ends.getFirst() <= ends.getLast()))
          .isPresent()) {
        throw OrillaException.invalid(
            "between of '" + address + "' takes two numbers, the smaller first, as [0, 80]");
      }
      Optional<List<Double>> range = between;
      failSafe
          .filter(safe -> !isWithin(range, safe.toWrite()))
          .ifPresent(
              safe -> {
                throw OrillaException.invalid(
                    "the fail-safe value of '" + address + "' does not lie within its range");
              });
    }

    Duration pause() {
      return every.orElse(EVERY);
    }

    /** Whether a value may be written there. */
    boolean allows(Value value) {
      return isWithin(between, value);
    }

    private static boolean isWithin(Optional<List<Double>> between, Value value) {
      if (between.isEmpty()) {
        return true;
      }
      OptionalDouble number = value.number();
      return number.isPresent()
          && number.getAsDouble() >= between.get().getFirst()
          && number.getAsDouble() <= between.get().getLast();
    }
  }

  /**
   * @param value a number, a truth or a text
   * @param after how long nothing may be heard of what is to be written
   */
  public record FailSafe(JsonNode value, Duration after) {
    public FailSafe {
      if (!value.isValueNode() || value.isNull() || !after.isPositive()) {
        throw OrillaException.invalid(
            "failSafe takes a value and a time, as {value: 20, after: 30s}");
      }
    }

    Value toWrite() {
      if (value.isBoolean()) {
        return new Value.BooleanValue(value.booleanValue());
      }
      if (value.isIntegralNumber()) {
        return new Value.LongValue(value.longValue());
      }
      return value.isNumber()
          ? new Value.DoubleValue(value.doubleValue())
          : new Value.TextValue(value.asText());
    }
  }

  /** How many addresses there are. */
  int count() {
    return outputs.stream().mapToInt(peer -> peer.addresses().size()).sum();
  }

  /**
   * @param settings with all defaults
   */
  Optional<Place> of(String connector, JsonNode settings, String address) {
    return outputs.stream()
        .filter(peer -> peer.connector().equals(connector) && peer.settings().equals(settings))
        .flatMap(peer -> peer.addresses().stream())
        .filter(place -> place.address().equals(address))
        .findFirst();
  }
}

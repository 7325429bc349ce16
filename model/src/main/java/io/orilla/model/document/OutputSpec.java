package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a node says to one peer of the plant, when a file of the node allows it.
 *
 * @param node the node that writes
 * @param connector the connector's type, as {@code modbus}
 * @param settings the connector's own settings of the peer, which it checks itself
 * @param onlyWhile what must hold of signals for anything to be written
 */
public record OutputSpec(
    ObjectName node,
    String connector,
    JsonNode settings,
    List<Write> writes,
    @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Interlock> onlyWhile)
    implements Spec {
  public OutputSpec {
    writes = List.copyOf(writes);
    onlyWhile = List.copyOf(onlyWhile);
    if (writes.isEmpty()) {
      throw OrillaException.invalid("writes is empty: say what is written to which address");
    }
    Set<String> addresses = new HashSet<>();
    for (Write write : writes) {
      if (!addresses.add(write.address())) {
        throw OrillaException.invalid("writes names the address '" + write.address() + "' twice");
      }
    }
  }

  public OutputSpec(ObjectName node, String connector, JsonNode settings, List<Write> writes) {
    this(node, connector, settings, writes, List.of());
  }

  /**
   * What goes to one address: what a champion says of an asset, or how an alarm stands.
   *
   * @param address where, in the protocol's own notation
   * @param prediction whose value is written, window by window
   * @param alarm whether it is active
   * @param as the value alone unless it says otherwise
   * @param deadline how long after it was said it may still be written; 1 s unless it says
   *     otherwise
   */
  public record Write(
      String address,
      Optional<PredictedValue> prediction,
      Optional<ObjectName> alarm,
      Optional<Form> as,
      Optional<Duration> deadline) {
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    public Write {
      if (prediction.isPresent() == alarm.isPresent()) {
        throw OrillaException.invalid(
            "'" + address + "' needs either prediction or alarm: say what is written there");
      }
      if (deadline.filter(time -> !time.isPositive()).isPresent()) {
        throw OrillaException.invalid("the deadline of '" + address + "' must be after nothing");
      }
    }

    public Form form() {
      return as.orElse(Form.VALUE);
    }

    /** How long after it was said it may still be written. */
    public Duration patience() {
      return deadline.orElse(DEADLINE);
    }
  }

  /**
   * A value that the champion of (asset, output) says.
   *
   * @param value the model's output by its name in the graph, its first element; {@code score}
   *     unless it says otherwise
   */
  public record PredictedValue(AssetName asset, String output, Optional<String> value) {
    private static final String SCORE = "score";

    public String name() {
      return value.orElse(SCORE);
    }
  }
}

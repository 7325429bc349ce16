package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where signals come from.
 *
 * @param node the node that reads it
 * @param connector the connector's type, as {@code opcua}
 * @param settings the connector's own settings, which it checks itself
 */
public record SourceSpec(ObjectName node, String connector, JsonNode settings, List<Signal> signals)
    implements Spec {
  public SourceSpec {
    signals = List.copyOf(signals);
    Set<SignalName> names = new HashSet<>();
    for (Signal signal : signals) {
      if (!names.add(signal.name())) {
        throw OrillaException.invalid("signals declares '" + signal.name() + "' twice");
      }
    }
  }

  /** The assets whose signals this source reads, in order. */
  public List<AssetName> assets() {
    TreeSet<AssetName> assets = new TreeSet<>();
    signals.forEach(signal -> assets.add(signal.name().asset()));
    return List.copyOf(assets);
  }

  /**
   * One signal of a source.
   *
   * @param address where the connector finds it, in the protocol's own notation
   * @param unit its engineering unit, as {@code bar}; empty when it has none
   */
  public record Signal(
      SignalName name, String address, @JsonSetter(nulls = Nulls.AS_EMPTY) @Nullable String unit) {}
}

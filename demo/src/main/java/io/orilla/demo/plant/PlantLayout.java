package io.orilla.demo.plant;

import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** Which machines stand in the plant, and where its OPC UA server has their signals. */
final class PlantLayout {
  static final List<AssetName> ASSETS =
      List.of(
          new AssetName("riva/hall1/water/loop1"),
          new AssetName("riva/hall1/water/loop2"),
          new AssetName("riva/hall2/water/loop3"),
          new AssetName("riva/hall2/water/loop4"));

  private PlantLayout() {}

  /** The identifier of a signal's node, as {@code loop1/pressure}. */
  static String node(AssetName asset, PlantSignal signal) {
    return asset.shortName() + "/" + signal.localName();
  }

  static Map<String, NodeId> nodes() {
    Map<String, NodeId> nodes = new LinkedHashMap<>();
    signals().keySet().forEach(node -> nodes.put(node, NodeIds.Double));
    return nodes;
  }

  /** The signals' names in the plant by their nodes. */
  static Map<String, SignalName> signals() {
    Map<String, SignalName> signals = new LinkedHashMap<>();
    for (AssetName asset : ASSETS) {
      for (PlantSignal signal : PlantSignal.values()) {
        signals.put(node(asset, signal), asset.signal(signal.localName()));
      }
    }
    return signals;
  }
}

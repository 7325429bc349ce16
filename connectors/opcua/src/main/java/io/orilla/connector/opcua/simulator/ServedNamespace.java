package io.orilla.connector.opcua.simulator;

import io.orilla.connector.opcua.simulator.HandOver.HandedValue;
import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilters;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * The nodes of the simulator. Milo's own subscription model samples by polling, and what changes
 * between two polls is gone; here every value is put into the queues of the monitored items.
 */
final class ServedNamespace extends ManagedNamespaceWithLifecycle {
  static final String URI = "urn:orilla:simulator";

  private final Map<NodeId, ServedNode> nodes = new HashMap<>();
  private final Map<String, UaFolderNode> folders = new LinkedHashMap<>();
  private final HandOver handOver;

  /**
   * @param variables data type by identifier; {@code loop1/pressure} is found in the folder {@code
   *     loop1}
   */
  ServedNamespace(OpcUaServer server, Map<String, NodeId> variables, HandOver handOver) {
    super(server, URI);
    this.handOver = handOver;
    getLifecycleManager().addStartupTask(() -> variables.forEach(this::add));
  }

  private void add(String identifier, NodeId dataType) {
    ServedNode served = new ServedNode();
    UaVariableNode variable =
        UaVariableNode.build(
            getNodeContext(),
            builder ->
                builder
                    .setNodeId(newNodeId(identifier))
                    .setBrowseName(newQualifiedName(local(identifier)))
                    .setDisplayName(LocalizedText.english(local(identifier)))
                    .setDataType(dataType)
                    .setTypeDefinition(NodeIds.BaseDataVariableType)
                    .buildAndAdd());
    variable.getFilterChain().addLast(AttributeFilters.getValue(context -> served.read()));
    nodes.put(variable.getNodeId(), served);
    int slash = identifier.lastIndexOf('/');
    folders
        .computeIfAbsent(slash < 0 ? "simulator" : identifier.substring(0, slash), this::addFolder)
        .addOrganizes(variable);
  }

  private UaFolderNode addFolder(String identifier) {
    UaFolderNode folder =
        new UaFolderNode(
            getNodeContext(),
            newNodeId(identifier),
            newQualifiedName(local(identifier)),
            LocalizedText.english(local(identifier)));
    getNodeManager().addNode(folder);
    folder.addReference(
        new Reference(
            folder.getNodeId(),
            NodeIds.Organizes,
            NodeIds.ObjectsFolder.expanded(),
            Reference.Direction.INVERSE));
    return folder;
  }

  private static String local(String identifier) {
    return identifier.substring(identifier.lastIndexOf('/') + 1);
  }

  synchronized void serve(List<ServedValue> values) {
    List<HandedValue> handed = new ArrayList<>();
    for (ServedValue value : values) {
      if (!node(value.node()).items().isEmpty()) {
        handed.add(new HandedValue(value, false));
      }
    }
    handOver.handed(handed);
    values.forEach(value -> node(value.node()).serve(value));
  }

  private ServedNode node(String identifier) {
    ServedNode node = nodes.get(newNodeId(identifier));
    if (node == null) {
      throw OrillaException.notFound("the simulator has no node '" + identifier + "'");
    }
    return node;
  }

  /** How many sessions monitor anything here. */
  synchronized int subscribers() {
    Set<String> sessions = new TreeSet<>();
    for (ServedNode node : nodes.values()) {
      node.items().forEach(item -> sessions.add(item.getSession().getSessionId().toString()));
    }
    return sessions.size();
  }

  synchronized int monitored(Collection<String> identifiers) {
    return (int) identifiers.stream().filter(node -> !node(node).items().isEmpty()).count();
  }

  @Override
  public synchronized void onDataItemsCreated(List<DataItem> items) {
    for (DataItem item : items) {
      ServedNode node = nodes.get(item.getReadValueId().getNodeId());
      if (node != null) {
        ServedValue current = node.current();
        if (current != null) {
          handOver.handed(List.of(new HandedValue(current, node.isHanded())));
        }
        node.serveCurrentTo(item);
        node.items().add(item);
      }
    }
  }

  @Override
  public synchronized void onDataItemsDeleted(List<DataItem> items) {
    for (DataItem item : items) {
      ServedNode node = nodes.get(item.getReadValueId().getNodeId());
      if (node != null) {
        node.items().remove(item);
      }
    }
  }

  @Override
  public void onDataItemsModified(List<DataItem> items) {}

  @Override
  public void onMonitoringModeChanged(List<MonitoredItem> items) {}
}

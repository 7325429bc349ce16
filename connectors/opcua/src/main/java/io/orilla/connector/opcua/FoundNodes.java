package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Address;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Deadline;
import io.orilla.model.connector.Browser.Found;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of nodes that were found: the type of a variable, its unit (OPC 10000-8,
 * 5.6.3), whether it can be read and has parts. It is asked for many nodes at a time, and no more
 * than small servers take.
 */
final class FoundNodes {
  private static final int NODES_PER_CALL = 100;
  private static final int CURRENT_READ = 1;
  private static final QualifiedName UNIT = new QualifiedName(0, "EngineeringUnits");

  private final OpcUaClient client;
  private final Closing closing;
  private final Map<NodeId, String> typeNames = new HashMap<>();

  FoundNodes(OpcUaClient client, Closing closing) {
    this.client = client;
    this.closing = closing;
  }

  /** A reference to a node that this very server has. */
  private record Local(NodeId node, ReferenceDescription reference) {
    private boolean isVariable() {
      return reference.getNodeClass() == NodeClass.Variable;
    }

    private String address() {
      return Address.escaped(node.toParseableString());
    }

    private String name() {
      String shown = reference.getDisplayName().text();
      return shown == null || shown.isEmpty()
          ? String.valueOf(reference.getBrowseName().name())
          : shown;
    }
  }

  List<Found> of(List<ReferenceDescription> references, Deadline deadline) {
    List<Local> nodes = references.stream().flatMap(one -> local(one).stream()).toList();
    List<NodeId> variables = nodes.stream().filter(Local::isVariable).map(Local::node).toList();
    Map<NodeId, String> types = types(variables, deadline);
    Map<NodeId, DataValue> access = read(variables, AttributeId.UserAccessLevel, deadline);
    Map<NodeId, String> units = units(variables, deadline);
    Map<NodeId, BrowseResult> parts = each(variables, this::firstParts, deadline);
    return nodes.stream()
        .map(
            local ->
                new Found(
                    local.address(),
                    local.name(),
                    types.getOrDefault(local.node(), ""),
                    units.getOrDefault(local.node(), ""),
                    local.isVariable() && isReadable(access.get(local.node())),
                    !local.isVariable() || hasAny(parts.get(local.node()))))
        .toList();
  }

  private Optional<Local> local(ReferenceDescription reference) {
    return reference
        .getNodeId()
        .toNodeId(client.getNamespaceTable())
        .map(node -> new Local(node, reference));
  }

  private static boolean isReadable(@Nullable DataValue access) {
    return access != null
        && access.value().value() instanceof UByte level
        && (level.intValue() & CURRENT_READ) != 0;
  }

  private static boolean hasAny(@Nullable BrowseResult parts) {
    return parts != null && parts.getReferences() != null && parts.getReferences().length > 0;
  }

  private Map<NodeId, String> types(List<NodeId> variables, Deadline deadline) {
    Map<NodeId, NodeId> types = new HashMap<>();
    read(variables, AttributeId.DataType, deadline)
        .forEach(
            (node, value) -> {
              if (value.value().value() instanceof NodeId type) {
                types.put(node, type);
              }
            });
    List<NodeId> unknown =
        types.values().stream().distinct().filter(type -> !typeNames.containsKey(type)).toList();
    read(unknown, AttributeId.DisplayName, deadline)
        .forEach((type, name) -> text(name).ifPresent(known -> typeNames.put(type, known)));
    Map<NodeId, String> named = new HashMap<>();
    types.forEach((node, type) -> named.put(node, typeNames.getOrDefault(type, "")));
    return named;
  }

  private Map<NodeId, String> units(List<NodeId> variables, Deadline deadline) {
    Map<NodeId, NodeId> properties = new HashMap<>();
    each(variables, this::unitProperties, deadline)
        .forEach((node, path) -> target(path).ifPresent(unit -> properties.put(node, unit)));
    Map<NodeId, DataValue> values =
        read(List.copyOf(properties.values()), AttributeId.Value, deadline);
    Map<NodeId, String> units = new HashMap<>();
    properties.forEach(
        (node, property) ->
            Optional.ofNullable(values.get(property))
                .flatMap(this::unit)
                .ifPresent(unit -> units.put(node, unit)));
    return units;
  }

  private Optional<NodeId> target(BrowsePathResult path) {
    return Optional.ofNullable(path.getTargets()).stream()
        .flatMap(Arrays::stream)
        .flatMap(target -> target.getTargetId().toNodeId(client.getNamespaceTable()).stream())
        .findFirst();
  }

  private Optional<String> unit(DataValue value) {
    return value.value().value() instanceof ExtensionObject structure
            && structure.decode(client.getStaticEncodingContext()) instanceof EUInformation unit
        ? Optional.ofNullable(unit.getDisplayName().text())
        : Optional.empty();
  }

  private static Optional<String> text(DataValue value) {
    return value.value().value() instanceof LocalizedText text
        ? Optional.ofNullable(text.text())
        : Optional.empty();
  }

  private Map<NodeId, DataValue> read(
      List<NodeId> nodes, AttributeId attribute, Deadline deadline) {
    return each(
        nodes,
        some ->
            client
                .readAsync(
                    0,
                    TimestampsToReturn.Neither,
                    some.stream()
                        .map(
                            node ->
                                new ReadValueId(
                                    node, attribute.uid(), null, QualifiedName.NULL_VALUE))
                        .toList())
                .thenApply(response -> listed(response.getResults())),
        deadline);
  }

  private CompletableFuture<List<BrowsePathResult>> unitProperties(List<NodeId> nodes) {
    RelativePath path =
        new RelativePath(
            new RelativePathElement[] {
              new RelativePathElement(NodeIds.HasProperty, false, true, UNIT)
            });
    return client
        .translateBrowsePathsAsync(nodes.stream().map(node -> new BrowsePath(node, path)).toList())
        .thenApply(response -> listed(response.getResults()));
  }

  private CompletableFuture<List<BrowseResult>> firstParts(List<NodeId> nodes) {
    return client
        .browseAsync(OpcUaBrowser.ALL, uint(0), nodes.stream().map(FoundNodes::parts).toList())
        .thenApply(response -> listed(response.getResults()));
  }

  private static BrowseDescription parts(NodeId node) {
    return new BrowseDescription(
        node,
        BrowseDirection.Forward,
        NodeIds.HasComponent,
        true,
        uint(NodeClass.Object.getValue() | NodeClass.Variable.getValue()),
        uint(0));
  }

  /** The answers to a question about each node; a node that got none is not in it. */
  private <T> Map<NodeId, T> each(
      List<NodeId> nodes,
      Function<List<NodeId>, CompletableFuture<List<T>>> question,
      Deadline deadline) {
    Map<NodeId, T> answers = new HashMap<>();
    for (int from = 0; from < nodes.size(); from += NODES_PER_CALL) {
      List<NodeId> some = nodes.subList(from, Math.min(nodes.size(), from + NODES_PER_CALL));
      List<T> results =
          closing.await(
              question.apply(some), deadline.left(Closing.PATIENCE), "asking about nodes");
      for (int index = 0; index < Math.min(some.size(), results.size()); index++) {
        answers.put(some.get(index), results.get(index));
      }
    }
    return answers;
  }

  private static <T> List<T> listed(T @Nullable [] results) {
    return results == null ? List.of() : List.of(results);
  }
}

package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Deadline;
import io.orilla.model.connector.Browser;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ViewDescription;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a server's objects and variables, one place at a time (OPC 10000-4, 5.9.2). A page's
 * name is the server's continuation point; as servers keep few of them, one is held at most.
 */
final class OpcUaBrowser implements Browser {
  private static final Duration WITHIN = Duration.ofSeconds(15);
  static final ViewDescription ALL =
      new ViewDescription(NodeId.NULL_VALUE, DateTime.MIN_VALUE, uint(0));

  private final Closing closing = new Closing();
  private final Login login;
  private final OpcUaClient client;
  private final FoundNodes found;
  private ByteString held = ByteString.NULL_VALUE;

  OpcUaBrowser(OpcUaSettings settings, InstantSource clock) {
    this.login = new Login(settings, "through opcua " + settings.endpoint(), closing, clock);
    try {
      this.client = login.connect(Deadline.in(WITHIN));
    } catch (RuntimeException e) {
      login.close();
      throw e;
    }
    this.found = new FoundNodes(client, closing);
  }

  @Override
  public Page children(String where, String page, int limit) {
    Deadline deadline = Deadline.in(WITHIN);
    BrowseResult result =
        page.isEmpty() ? first(where, limit, deadline) : next(continuation(page), deadline);
    held = result.getContinuationPoint();
    ReferenceDescription[] references = result.getReferences();
    return new Page(
        found.of(references == null ? List.of() : List.of(references), deadline),
        held.isNullOrEmpty() ? "" : Base64.getUrlEncoder().encodeToString(held.bytesOrEmpty()));
  }

  private BrowseResult first(String where, int limit, Deadline deadline) {
    letGo();
    NodeId node = where.isEmpty() ? NodeIds.ObjectsFolder : OpcUaSource.node(where);
    BrowseResult result =
        only(
            closing
                .await(
                    client.browseAsync(ALL, uint(limit), List.of(below(node))),
                    deadline.left(Closing.PATIENCE),
                    "browsing " + where)
                .getResults());
    StatusCode status = result.getStatusCode();
    if (status.value() == StatusCodes.Bad_NodeIdUnknown
        || status.value() == StatusCodes.Bad_NodeIdInvalid) {
      throw OrillaException.notFound("the server has no node " + node.toParseableString());
    }
    return readable(result, where);
  }

  private static BrowseDescription below(NodeId node) {
    return new BrowseDescription(
        node,
        BrowseDirection.Forward,
        NodeIds.HierarchicalReferences,
        true,
        uint(NodeClass.Object.getValue() | NodeClass.Variable.getValue()),
        uint(BrowseResultMask.All.getValue()));
  }

  private BrowseResult next(ByteString continuation, Deadline deadline) {
    BrowseResult result =
        only(
            closing
                .await(
                    client.browseNextAsync(false, List.of(continuation)),
                    deadline.left(Closing.PATIENCE),
                    "browsing on")
                .getResults());
    if (result.getStatusCode().value() == StatusCodes.Bad_ContinuationPointInvalid) {
      throw OrillaException.invalid("the server has let go of that page; begin anew");
    }
    return readable(result, "on");
  }

  private static ByteString continuation(String page) {
    try {
      return ByteString.of(Base64.getUrlDecoder().decode(page));
    } catch (IllegalArgumentException e) {
      throw OrillaException.invalid("there is no page '" + page + "'; begin anew");
    }
  }

  /** What is held for a page that nobody asked for. */
  private void letGo() {
    if (!held.isNullOrEmpty()) {
      var _ = client.browseNextAsync(true, List.of(held));
      held = ByteString.NULL_VALUE;
    }
  }

  private static BrowseResult only(BrowseResult @Nullable [] results) {
    return Optional.ofNullable(results)
        .filter(all -> all.length == 1)
        .map(all -> all[0])
        .orElseThrow(() -> Closing.unavailable("the server answers browsing with nothing"));
  }

  private static BrowseResult readable(BrowseResult result, String where) {
    if (result.getStatusCode().isBad()) {
      throw Closing.unavailable(
          "browsing %s is refused by the server: %s".formatted(where, result.getStatusCode()));
    }
    return result;
  }

  @Override
  public void close() {
    closing.close();
    login.leave(client);
    login.close();
  }
}

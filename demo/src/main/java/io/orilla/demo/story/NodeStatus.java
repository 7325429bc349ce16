package io.orilla.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.demo.site.Running;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a node says of itself on its local page. */
public final class NodeStatus {
  private NodeStatus() {}

  public static JsonNode of(Running node) {
    URI address =
        URI.create("http://127.0.0.1:" + node.description().path("port").asInt() + "/v1/status");
    try (var in = address.toURL().openStream()) {
      return Json.read(in.readAllBytes(), JsonNode.class);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE, node.name() + " does not answer at " + address, e);
    }
  }

  /** The account of each lane of its journal; a node without them is not worth asking. */
  public static List<LaneAccount> accounts(Running node) {
    JsonNode lanes = of(node).path("lanes");
    if (lanes.size() != Lane.values().length) {
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR, node.name() + " tells of " + lanes.size() + " lanes: " + lanes);
    }
    return accounts(lanes);
  }

  /** Accounts as a node or the server tells them, in the order of the lanes. */
  public static List<LaneAccount> accounts(JsonNode lanes) {
    return StreamSupport.stream(lanes.spliterator(), false)
        .map(NodeStatus::account)
        .sorted(Comparator.comparing(LaneAccount::lane))
        .toList();
  }

  public static LaneAccount account(JsonNode lane) {
    return Json.mapper().convertValue(lane, LaneAccount.class);
  }
}

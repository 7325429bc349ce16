package io.orilla.demo.bench.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.site.Running;
import io.orilla.demo.story.Loop;
import io.orilla.demo.story.NodeStatus;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.signal.AssetName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a site after a fault: every node is who it was, set up as it was, reads, runs
 * the models that were declared last, and has delivered what it had made when the fault ended.
 */
final class Convergence {
  private final Scene scene;
  private final Map<String, Made> made = new HashMap<>();

  /** The signals lane as it was when the fault ended. */
  private record Made(String epoch, long count) {}

  Convergence(Scene scene) {
    this.scene = scene;
  }

  /** What is not yet as it must be; nothing when all is. */
  List<String> lacking() {
    List<String> lacking = new ArrayList<>();
    try {
      for (Running node : scene.site().fleet()) {
        check(node, lacking);
      }
      for (JsonNode node : scene.client().get("nodes")) {
        if (!Loop.runsItsState(node)) {
          lacking.add(name(node) + " has not told the server that it runs its state");
        }
      }
      for (AssetName asset : Loop.ASSETS) {
        check(asset, lacking);
      }
    } catch (OrillaException e) {
      lacking.add(e.text());
    }
    return lacking;
  }

  private static String name(JsonNode node) {
    return node.path("name").asText();
  }

  private void check(Running node, List<String> lacking) {
    JsonNode status = NodeStatus.of(node);
    if (!status.path("node").asText().equals(node.name()) || !scene.isSettled(node)) {
      lacking.add(node.name() + " is not who it was, or not set up as it was");
    }
    if (!status.path("problems").isEmpty() || status.has("refusal")) {
      lacking.add(node.name() + " says " + status.path("problems") + status.path("refusal"));
    }
    if (!status.path("server").path("connected").asBoolean()) {
      lacking.add(node.name() + " has no server: " + status.path("server").path("reason"));
    }
    for (JsonNode source : status.path("sources")) {
      if (!source.path("connected").asBoolean()) {
        lacking.add(node.name() + " does not read: " + source.path("reason"));
      }
    }
    checkDelivery(node, status, lacking);
  }

  private void checkDelivery(Running node, JsonNode status, List<String> lacking) {
    String epoch = status.path("epoch").asText();
    for (JsonNode lane : status.path("lanes")) {
      LaneAccount account = NodeStatus.account(lane);
      if (!account.balanced() || lane.has("trouble")) {
        lacking.add(node.name() + "'s lane " + lane);
      }
      Made then =
          made.computeIfAbsent(
              node.name() + account.lane().text(), first -> new Made(epoch, account.made()));
      long settled = account.delivered() + account.dropped();
      if (then.epoch().equals(epoch) && settled < then.count()) {
        lacking.add(node.name() + " has not delivered its lane " + lane);
      }
    }
  }

  private void check(AssetName asset, List<String> lacking) {
    String bundle = scene.models().bundle(asset, scene.declared(asset)).text();
    JsonNode workload = scene.workload(asset);
    boolean running =
        workload.path("running").asText().equals(bundle)
            && workload.path("state").asText().equals("RUNNING");
    if (!running) {
      lacking.add(
          asset.shortName()
              + " is "
              + workload.path("state").asText("unknown")
              + ": "
              + workload.path("reason").asText());
    }
  }

  /** Lanes whose account does not close at the node, or is another at the server. */
  List<String> unbalanced() {
    List<String> unbalanced = new ArrayList<>();
    for (Running node : scene.site().fleet()) {
      List<LaneAccount> own = NodeStatus.accounts(node);
      List<LaneAccount> seen =
          NodeStatus.accounts(scene.client().get("nodes/" + node.name()).path("accounts"));
      if (!own.equals(seen) || !own.stream().allMatch(LaneAccount::balanced)) {
        unbalanced.add(node.name() + ": " + own + " against " + seen);
      }
    }
    return unbalanced;
  }
}

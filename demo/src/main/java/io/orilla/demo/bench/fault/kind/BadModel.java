package io.orilla.demo.bench.fault.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.demo.bench.fault.scene.Harm;
import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.story.Loop;
import io.orilla.model.signal.AssetName;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A model that does harm is deployed over a good one: the good one goes on, or comes back, and
 * decides; then it is declared again.
 *
 * @param harms one of them is drawn; without any the model is no graph at all
 */
record BadModel(List<Harm> harms) implements Fault {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Set<String> GIVEN_UP = Set.of("FAILED", "ROLLED_BACK");

  @Override
  public String strike(Scene scene) {
    AssetName asset = scene.anyAsset();
    scene.awaitGood(asset);
    int good = scene.declared(asset);
    String running = scene.workload(asset).path("running").asText();
    String harm = deploy(scene, asset, good);
    Loop.await(
        "the model that " + harm + " is given up and the one before runs on " + asset,
        LIMIT,
        () -> isBack(scene.workload(asset), running));
    long decided = scene.workload(asset).path("decidedThrough").asLong();
    Loop.await(
        "the good model decides on " + asset,
        LIMIT,
        () -> scene.workload(asset).path("decidedThrough").asLong() > decided);
    String reason = scene.workload(asset).path("reason").asText();
    scene.declare(asset, good);
    return "a model that " + harm + " came over the good one of " + asset + ": " + reason;
  }

  private String deploy(Scene scene, AssetName asset, int good) {
    if (harms.isEmpty()) {
      scene.declare(asset, scene.models().impossible(asset, good));
      return "is no graph";
    }
    Harm harm = harms.get(scene.random().nextInt(harms.size()));
    scene.declare(asset, scene.models().harmful(asset, good, harm));
    return harm.text();
  }

  private static boolean isBack(JsonNode workload, String running) {
    return GIVEN_UP.contains(workload.path("state").asText())
        && workload.path("running").asText().equals(running);
  }
}

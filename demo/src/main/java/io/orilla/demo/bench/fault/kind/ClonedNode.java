package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.LocalNode;
import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.site.Folders;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A copy of a node starts somewhere else, away from the plant, and speaks as that node. When the
 * server has put the node aside for it, somebody lets the box at the plant join anew.
 */
record ClonedNode() implements Fault {
  @Override
  public String strike(Scene scene) {
    LocalNode node = scene.far();
    Path place = scene.site().home().resolve("clone");
    node.stop();
    int millis;
    try (LocalNode clone = node.copiedTo(place)) {
      node.start();
      clone.start();
      millis = scene.pause(Duration.ofSeconds(3), Duration.ofSeconds(8));
    }
    Folders.remove(place);
    boolean aside = isAside(scene);
    if (aside) {
      node.stop();
      node.join(scene.loop().replacementToken(node.name()));
      node.start();
    }
    return "a clone of %s spoke for %d ms; %s"
        .formatted(
            node.name(), millis, aside ? "it was put aside and joined anew" : "it was not noticed");
  }

  private static boolean isAside(Scene scene) {
    return scene
        .client()
        .get("nodes/" + scene.far().name())
        .path("standing")
        .asText()
        .equals("quarantined");
  }
}

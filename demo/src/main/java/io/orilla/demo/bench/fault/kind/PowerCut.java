package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.LocalNode;
import io.orilla.demo.bench.fault.scene.Scene;
import java.time.Duration;

/** The power fails at some operation of the disk; what was not synced may be gone. */
record PowerCut() implements Fault {
  @Override
  public String strike(Scene scene) {
    LocalNode node = scene.far();
    int operations = scene.random().nextInt(1, 20);
    node.disk().goOffAfter(operations);
    scene.pause(Duration.ofMillis(500), Duration.ofSeconds(2));
    boolean within = node.disk().isOff();
    node.losePower();
    int down = scene.pause(Duration.ZERO, Duration.ofSeconds(2));
    node.start();
    return "cut %s's power %s, off for %d ms"
        .formatted(
            node.name(), within ? "within operation " + operations : "between operations", down);
  }
}

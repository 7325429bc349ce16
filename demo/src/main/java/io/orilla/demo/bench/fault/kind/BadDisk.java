package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.node.disk.FaultyDisk;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/** A node's disk fails for a while, and is mended. */
record BadDisk(BiConsumer<FaultyDisk, RandomGenerator> harm) implements Fault {
  @Override
  public String strike(Scene scene) {
    FaultyDisk disk = scene.far().disk();
    harm.accept(disk, scene.random());
    int millis = scene.pause(Duration.ofSeconds(1), Duration.ofSeconds(5));
    disk.mend();
    return scene.far().name() + "'s disk failed for " + millis + " ms";
  }
}

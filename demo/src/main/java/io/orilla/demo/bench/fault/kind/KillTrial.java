package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.story.Loop;
import io.orilla.model.signal.AssetName;
import java.time.Duration;
import java.util.Optional;

/** {@code kill -9} of the child in which a node tries a model that it has not seen before. */
record KillTrial() implements Fault {
  private static final String CHILD = "ModelTrial";

  @Override
  public String strike(Scene scene) {
    AssetName asset = scene.assetOfNear();
    scene.declare(asset, scene.models().fresh(asset, scene.declared(asset)));
    Loop.await(
        "a child tries the model of " + asset,
        Duration.ofSeconds(30),
        () -> child(scene).isPresent());
    int before = scene.pause(Duration.ZERO, Duration.ofMillis(300));
    Optional<ProcessHandle> child = child(scene);
    child.ifPresent(ProcessHandle::destroyForcibly);
    return child.isPresent()
        ? "killed the child that tried " + asset + " after " + before + " ms"
        : "the child that tried " + asset + " was faster";
  }

  private static Optional<ProcessHandle> child(Scene scene) {
    return ProcessHandle.of(scene.near().pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(process -> process.info().commandLine().orElse("").contains(CHILD))
        .findFirst();
  }
}

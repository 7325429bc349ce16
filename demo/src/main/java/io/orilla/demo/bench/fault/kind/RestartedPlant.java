package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;
import java.time.Duration;

/** The plant's server starts anew: all sessions are gone. */
record RestartedPlant() implements Fault {
  @Override
  public String strike(Scene scene) {
    int before = scene.pause(Duration.ZERO, Duration.ofSeconds(1));
    scene.site().plant().restart();
    return "the plant started anew after " + before + " ms";
  }
}

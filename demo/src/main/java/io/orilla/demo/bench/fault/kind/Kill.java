package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.site.Program;
import java.time.Duration;
import java.util.function.Function;

/** {@code kill -9}, and after a while a new start. */
record Kill(Function<Scene, Program> victim) implements Fault {
  @Override
  public String strike(Scene scene) {
    Program program = victim.apply(scene);
    int before = scene.pause(Duration.ZERO, Duration.ofSeconds(2));
    program.kill();
    int down = scene.pause(Duration.ZERO, Duration.ofMillis(1_500));
    program.restart();
    program.awaitReady();
    return "killed " + program.name() + " after " + before + " ms, down for " + down + " ms";
  }
}

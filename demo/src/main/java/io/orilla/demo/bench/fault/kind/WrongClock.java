package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;
import java.time.Duration;

/** A node's clock is wrong for a while; half of the time it starts anew meanwhile. */
record WrongClock(Duration by) implements Fault {
  @Override
  public String strike(Scene scene) {
    scene.far().moveClock(by);
    int millis = scene.pause(Duration.ofSeconds(1), Duration.ofSeconds(3));
    boolean restarts = scene.random().nextBoolean();
    if (restarts) {
      scene.far().stop();
      scene.far().start();
      scene.pause(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
    scene.far().moveClock(Duration.ZERO);
    return "%s's clock was wrong by %d h%s, set right after %d ms"
        .formatted(
            scene.far().name(), by.toHours(), restarts ? ", also when it started" : "", millis);
  }
}

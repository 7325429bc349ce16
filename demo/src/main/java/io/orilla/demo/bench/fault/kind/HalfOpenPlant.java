package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.site.Weather;
import java.time.Duration;

/** The connections to the plant stand, and nothing comes any more. */
record HalfOpenPlant() implements Fault {
  @Override
  public String strike(Scene scene) {
    scene.toPlant().turn(new Weather.HalfOpen());
    int millis = scene.pause(Duration.ofSeconds(2), Duration.ofSeconds(12));
    scene.toPlant().turn(Weather.FAIR);
    return "nothing came from the plant for " + millis + " ms";
  }
}

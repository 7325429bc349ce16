package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.site.Weather;
import java.time.Duration;
import java.util.function.Supplier;

/** The line to the server is bad. */
record BadLine(Supplier<Weather> weather) implements Fault {
  @Override
  public String strike(Scene scene) {
    Weather bad = weather.get();
    scene.toServer().turn(bad);
    int millis = scene.pause(Duration.ofSeconds(1), Duration.ofSeconds(5));
    scene.toServer().turn(Weather.FAIR);
    return "the line to the server was " + bad + " for " + millis + " ms";
  }
}

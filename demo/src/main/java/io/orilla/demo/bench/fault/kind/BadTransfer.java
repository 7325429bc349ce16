package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.site.Weather;
import io.orilla.model.signal.AssetName;
import java.time.Duration;

/** A large model is fetched over a line that breaks or turns bits again and again. */
record BadTransfer(Weather weather) implements Fault {
  private static final int BYTES = 3_000_000;

  @Override
  public String strike(Scene scene) {
    AssetName asset = scene.anyAsset();
    byte[] ballast = new byte[BYTES];
    scene.random().nextBytes(ballast);
    int version = scene.models().large(asset, scene.declared(asset), ballast);
    scene.toServer().turn(weather);
    scene.declare(asset, version);
    int millis = scene.pause(Duration.ofSeconds(2), Duration.ofSeconds(5));
    scene.toServer().turn(Weather.FAIR);
    return "a model of " + BYTES + " bytes came over a line " + weather + " for " + millis + " ms";
  }
}

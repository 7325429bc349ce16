package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;

/** The plant serves a thousand rows a second for a moment. */
record FloodingPlant() implements Fault {
  private static final int ROWS = 80;

  @Override
  public String strike(Scene scene) {
    int until = scene.site().plant().rowsServed() + ROWS;
    scene.loop().play(until, 1_000);
    int served = scene.site().plant().rowsServed() - until + ROWS;
    scene.site().plant().pace(Scene.PACE);
    return "the plant served " + served + " rows at a thousand a second";
  }
}

package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Impostor;
import io.orilla.demo.bench.fault.scene.Scene;
import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The server is not itself, and answers something else. */
record BadServer(Function<RandomGenerator, Impostor.Answer> answers) implements Fault {
  @Override
  public String strike(Scene scene) {
    scene.displaceServer(answers.apply(scene.sharedRandom()));
    int millis = scene.pause(Duration.ofSeconds(2), Duration.ofSeconds(5));
    scene.restoreServer();
    return "the server was not itself for " + millis + " ms";
  }
}

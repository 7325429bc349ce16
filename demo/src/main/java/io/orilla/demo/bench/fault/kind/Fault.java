package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.Scene;

/** Something that goes wrong for a while. */
@FunctionalInterface
public interface Fault {
  /**
   * Lets it begin and end; answers what happened, for people.
   *
   * @throws RuntimeException when the site did something that it must not do meanwhile
   */
  String strike(Scene scene);
}

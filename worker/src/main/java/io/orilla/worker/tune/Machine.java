package io.orilla.worker.tune;

import java.util.Map;

/** What a model was trained on, as provenance says it. */
record Machine(String jvm, String os, String architecture) {
  static final Machine HERE =
      new Machine(
          property("java.vm.name") + " " + property("java.runtime.version"),
          property("os.name") + " " + property("os.version"),
          property("os.arch"));

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  Map<String, String> tags() {
    return Map.of("orilla.jvm", jvm, "orilla.os", os, "orilla.architecture", architecture);
  }
}

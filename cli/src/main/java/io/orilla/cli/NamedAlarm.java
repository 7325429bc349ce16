package io.orilla.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An alarm as commands name it: by its node, and its name there. */
final class NamedAlarm {
  @Parameters(paramLabel = "ALARM")
  private String name = "";

  @Option(names = "--node", paramLabel = "NODE", required = true)
  private String node = "";

  String name() {
    return name;
  }

  String node() {
    return node;
  }
}

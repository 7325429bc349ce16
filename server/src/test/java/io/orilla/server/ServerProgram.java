package io.orilla.server;

import picocli.CommandLine;

/** The server as a process of its own, for tests that kill it. */
public final class ServerProgram {
  private ServerProgram() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ServerCommand()).execute(arguments));
  }
}

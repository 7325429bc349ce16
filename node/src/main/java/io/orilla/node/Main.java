package io.orilla.node;

import java.net.URLConnection;

/**
 * {@code orilla node} as a program of its own: it needs the node's jars alone, and starts faster
 * than with all commands.
 */
public final class Main {
  private Main() {}

  /** The arguments behind {@code orilla node}. */
  public static void main(String[] arguments) {
    // Milo reads the manifests of all jars; kept open for that, they would hold 4 MB of signatures.
    URLConnection.setDefaultUseCaches("jar", false);
    System.exit(
        CommandLines.of(new NodeCommand()).setCommandName("orilla node").execute(arguments));
  }
}

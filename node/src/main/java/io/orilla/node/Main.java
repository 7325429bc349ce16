package io.orilla.node;

/**
 * {@code orilla node} as a program of its own: it needs the node's jars alone, and starts faster
 * than with all commands.
 */
public final class Main {
  private Main() {}

  /** The arguments behind {@code orilla node}. */
  public static void main(String[] arguments) {
    System.exit(
        CommandLines.of(new NodeCommand()).setCommandName("orilla node").execute(arguments));
  }
}

package io.orilla.node.machine;

/** What runs here, down to the system. */
public record Versions(String agent, String java, String system, String architecture) {
  public static Versions of(String agent) {
    return new Versions(
        agent,
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"));
  }
}

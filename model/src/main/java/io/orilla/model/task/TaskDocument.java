package io.orilla.model.task;

/**
 * The order to a worker: {@code task.json} in the folder it is started with.
 *
 * @param server base address of the tracking API, as {@code http://127.0.0.1:8420}
 * @param code version of Orilla, for provenance
 */
public record TaskDocument(String id, int attempt, String server, String code, TaskSpec spec) {
  public static final String FILE = "task.json";
}

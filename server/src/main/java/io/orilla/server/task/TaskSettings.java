package io.orilla.server.task;

import io.orilla.model.error.OrillaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How workers are run.
 *
 * @param folder where tasks have their folders and logs
 * @param command that the folder of a task is appended to
 * @param code version of Orilla, for provenance
 * @param workers at once
 * @param waiting tasks in the queue, at most
 * @param timeLimit of one worker
 */
public record TaskSettings(
    Path folder, List<String> command, String code, int workers, int waiting, Duration timeLimit) {
  public TaskSettings {
    folder = folder.toAbsolutePath().normalize();
    command = List.copyOf(command);
    if (workers < 1 || waiting < 1 || !timeLimit.isPositive()) {
      throw OrillaException.invalid("tasks need at least one worker, one place to wait, and time");
    }
  }

  public static TaskSettings in(Path folder, List<String> command, String code) {
    return new TaskSettings(folder, command, code, 1, 100, Duration.ofMinutes(15));
  }

  public TaskSettings withTimeLimit(Duration limit) {
    return new TaskSettings(folder, command, code, workers, waiting, limit);
  }
}

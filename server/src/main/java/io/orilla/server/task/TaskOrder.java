package io.orilla.server.task;

import io.orilla.model.task.TaskSpec;
import java.util.Optional;

/**
 * What is to be done, and what for.
 *
 * @param tag name for the snapshots that come of it
 */
public record TaskOrder(String subject, TaskSpec spec, Optional<String> tag) {

  public static TaskOrder of(String subject, TaskSpec spec) {
    return new TaskOrder(subject, spec, Optional.empty());
  }

  Task.Kind kind() {
    return switch (spec) {
      case TaskSpec.Prepare prepare -> Task.Kind.PREPARE;
      case TaskSpec.Tune tune -> Task.Kind.TUNE;
      case TaskSpec.Replay replay -> Task.Kind.REPLAY;
    };
  }
}

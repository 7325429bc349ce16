package io.orilla.worker.tune;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import io.orilla.worker.ResultParts;
import java.nio.file.Path;

/** Runs the trials of a study and trains the models of the best one. */
public final class TuneTask {
  private TuneTask() {}

  /**
   * @param folder the task's own folder: bundles go into its {@code bundles}
   */
  public static ResultParts run(TaskDocument task, TaskSpec.Tune tune, Path folder) {
    throw new OrillaException(
        ErrorCode.INTERNAL_ERROR,
        "study " + tune.study() + " of task " + task.id() + " cannot be run in " + folder);
  }
}

package io.orilla.worker;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.model.process.ParentPipe;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import io.orilla.worker.prepare.PrepareTask;
import io.orilla.worker.replay.ReplayTask;
import io.orilla.worker.tune.TuneTask;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process {@code orilla worker FOLDER}: does what the folder's task document says and leaves a
 * result document. It is killed rather than asked to stop; without a result nothing it did counts.
 */
public final class Worker {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final int DONE = 0;
  private static final int BROKEN = 1;
  private static final int NO_TASK = 2;

  private Worker() {}

  /** Ends the process with what {@link #run} answers. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: orilla worker FOLDER (the folder of a task, with its task.json)");
      System.exit(NO_TASK);
    }
    ParentPipe.watch(() -> Runtime.getRuntime().halt(BROKEN));
    System.exit(run(Path.of(arguments[0])));
  }

  /**
   * Does a task.
   *
   * @return the exit code: 0 when the result document tells how it went, also when that is a
   *     failure the user can mend; 1 when the worker itself failed, which the document tells if it
   *     could be written; 2 when there is no task
   */
  public static int run(Path folder) {
    TaskFolder place = new TaskFolder(folder.toAbsolutePath().normalize());
    TaskDocument task;
    try {
      task = place.task();
    } catch (OrillaException e) {
      System.err.println("orilla worker: " + e.text());
      return NO_TASK;
    }
    try {
      place.removeOldResult();
      ResultDocument result = resultOf(task, place);
      place.write(result);
      return broken(result) ? BROKEN : DONE;
    } catch (IOException e) {
      log.error("Task {} cannot leave its result in {}", task.id(), place.path(), e);
      return BROKEN;
    }
  }

  private static boolean broken(ResultDocument result) {
    return result.problem() != null && result.problem().code() == ErrorCode.INTERNAL_ERROR;
  }

  /** The edge of the process: whatever a task throws becomes its problem. */
  private static ResultDocument resultOf(TaskDocument task, TaskFolder folder) {
    try {
      return perform(task, folder.path()).of(task, PeakMemory.bytes());
    } catch (OrillaException e) {
      log.warn("Task {} failed: {}", task.id(), e.text());
      log.debug("Task {} failed", task.id(), e);
      return ResultParts.failed(task.id(), Problem.of(e), PeakMemory.bytes());
    } catch (RuntimeException | OutOfMemoryError e) {
      log.error("Task {} failed", task.id(), e);
      String message = "the worker failed on task " + task.id() + ": " + e;
      return ResultParts.failed(
          task.id(), new Problem(ErrorCode.INTERNAL_ERROR, message), PeakMemory.bytes());
    }
  }

  private static ResultParts perform(TaskDocument task, Path folder) {
    return switch (task.spec()) {
      case TaskSpec.Prepare prepare -> PrepareTask.run(prepare, folder);
      case TaskSpec.Tune tune -> TuneTask.run(task, tune, folder);
      case TaskSpec.Replay replay -> ReplayTask.run(replay, folder);
    };
  }
}

package io.orilla.cli;

import io.orilla.model.process.ParentPipe;
import io.orilla.worker.Worker;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code orilla worker FOLDER}: started by the server, rarely by hand. */
@Command(
    name = "worker",
    description = "Do the task of a folder with a task.json and leave a result.json.",
    mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
  private static final int ORPHANED = 1;

  @Parameters(paramLabel = "FOLDER")
  private Path folder = Path.of(".");

  @Override
  public Integer call() {
    ParentPipe.watch(() -> Runtime.getRuntime().halt(ORPHANED));
    return Worker.run(folder);
  }
}

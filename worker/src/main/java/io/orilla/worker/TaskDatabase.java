package io.orilla.worker;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.DuckLimits;
import io.orilla.model.task.TableInput;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** SQL for a task: it sees the folders of its input files and the task's own, nothing else. */
public final class TaskDatabase {
  private TaskDatabase() {}

  /**
   * @param folder the task's own; what does not fit into memory goes there
   */
  public static DuckDb open(Path folder, TableInput input) {
    List<Path> folders =
        Stream.concat(
                Stream.of(folder), input.files().stream().map(file -> Path.of(file).getParent()))
            .distinct()
            .toList();
    return DuckDb.open(folder.resolve("spill"), folders, DuckLimits.DEFAULT);
  }
}

package io.orilla.server.overview;

import io.orilla.lake.table.Lake;
import io.orilla.model.content.Digest;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.registry.ModelVersion;
import io.orilla.server.registry.RegisteredModel;
import io.orilla.server.table.TableReport;
import io.orilla.server.task.Task;
import io.orilla.server.task.TaskStore;
import io.orilla.server.tracking.RunStore;
import io.orilla.server.tracking.RunTotals;
import java.util.List;
import java.util.Optional;

/** What stands on disk of tables, models, runs and tasks. */
public final class StoredFacts {
  private final Lake lake;
  private final ModelRegistry registry;
  private final RunStore runs;
  private final TaskStore tasks;

  public StoredFacts(Lake lake, ModelRegistry registry, RunStore runs, TaskStore tasks) {
    this.lake = lake;
    this.registry = registry;
    this.runs = runs;
    this.tasks = tasks;
  }

  /** As it is now. */
  Facts read() {
    return new Facts(
        lake.tables().stream().map(table -> TableReport.of(lake.describe(table))).toList(),
        registry.models(),
        runs.totals(),
        Work.of(tasks, Task.Kind.PREPARE),
        Work.of(tasks, Task.Kind.TUNE));
  }

  /** All of it at one moment. */
  record Facts(
      List<TableReport> tables,
      List<RegisteredModel> models,
      RunTotals runs,
      Work prepare,
      Work tune) {
    /** The version whose bundle this is. */
    Optional<ModelVersion> version(Digest bundle) {
      return models.stream()
          .flatMap(model -> model.versions().stream())
          .filter(version -> version.bundle().equals(bundle))
          .findFirst();
    }
  }

  /** The newest task of a kind, and the newest that did its work. */
  record Work(Optional<Task> newest, Optional<Task> done) {
    static Work of(TaskStore tasks, Task.Kind kind) {
      Optional<Task> newest = tasks.newest(kind);
      return new Work(
          newest,
          newest.filter(task -> task.state() == Task.State.SUCCEEDED).isPresent()
              ? newest
              : tasks.newestDone(kind));
    }
  }
}

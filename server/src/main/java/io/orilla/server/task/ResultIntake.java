package io.orilla.server.task;

import io.orilla.lake.table.Column;
import io.orilla.lake.table.Lake;
import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TaskSpec;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.registry.ModelVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes what a worker made into the lake and the registry. Each table and each model once for a
 * task: what an earlier try, killed before it was done, has taken in already stands.
 */
public final class ResultIntake {
  private final Lake lake;
  private final ModelRegistry registry;

  public ResultIntake(Lake lake, ModelRegistry registry) {
    this.lake = lake;
    this.registry = registry;
  }

  TaskResult take(Task task, TaskOrder order, ResultDocument document, TaskFolder folder) {
    Map<TableName, Long> snapshots =
        order.spec() instanceof TaskSpec.Prepare prepare
            ? commit(task, prepare, order.tag(), document, folder)
            : refuseTables(document);
    List<ModelVersion> models =
        document.models().stream()
            .map(trained -> registry.ingest(trained, task.id(), folder.bundles()))
            .toList();
    return TaskResult.of(document, snapshots, models);
  }

  private static Map<TableName, Long> refuseTables(ResultDocument document) {
    if (!document.tables().isEmpty()) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED, "only a workflow writes tables; the worker made others");
    }
    return Map.of();
  }

  private Map<TableName, Long> commit(
      Task task,
      TaskSpec.Prepare prepare,
      Optional<String> tag,
      ResultDocument document,
      TaskFolder folder) {
    Map<String, String> summary = SnapshotSummary.of(task, prepare);
    Map<TableName, Long> snapshots = new TreeMap<>();
    PreparedColumns.of(prepare.spec())
        .forEach(
            (table, columns) -> {
              List<Path> files =
                  document.tables().stream()
                      .filter(output -> output.table().equals(table))
                      .map(folder::file)
                      .toList();
              long snapshot = replaceOnce(table, columns, files, summary);
              tag.ifPresent(name -> lake.tag(table, name, snapshot));
              snapshots.put(table, snapshot);
            });
    return snapshots;
  }

  private long replaceOnce(
      TableName table, List<Column> columns, List<Path> files, Map<String, String> summary) {
    lake.ensure(table, columns);
    return lake.describe(table).snapshots().stream()
        .filter(snapshot -> SnapshotSummary.sameTask(snapshot.summary(), summary))
        .findFirst()
        .orElseGet(() -> lake.replace(table, files, summary))
        .id();
  }
}

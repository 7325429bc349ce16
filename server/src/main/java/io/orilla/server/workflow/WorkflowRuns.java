package io.orilla.server.workflow;

import io.orilla.lake.appender.Appender;
import io.orilla.lake.table.Lake;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.TableName;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TableInput;
import io.orilla.model.task.TaskSpec;
import io.orilla.server.document.Declared;
import io.orilla.server.document.Documents;
import io.orilla.server.task.Task;
import io.orilla.server.task.TaskOrder;
import io.orilla.server.task.TaskRunner;
import java.util.Optional;

/** Starts the runs of workflows. */
public final class WorkflowRuns {
  private final Documents documents;
  private final Appender appender;
  private final Lake lake;
  private final TaskRunner runner;

  public WorkflowRuns(Documents documents, Appender appender, Lake lake, TaskRunner runner) {
    this.documents = documents;
    this.appender = appender;
    this.lake = lake;
    this.runner = runner;
  }

  /**
   * Prepares the workflow's table from all samples that were received before the call.
   *
   * @param tag name for the snapshots that come of it
   * @throws OrillaException DOES_NOT_EXIST when there is no such workflow or no sample,
   *     ALREADY_EXISTS when the table has a snapshot of this name
   */
  public Task run(ObjectName name, Optional<String> tag) {
    Declared<WorkflowSpec> workflow =
        documents
            .current()
            .find(WorkflowSpec.class, name)
            .orElseThrow(() -> OrillaException.notFound("there is no Workflow '" + name + "'"));
    WorkflowSpec spec = workflow.spec();
    tag.ifPresent(text -> refuseTaken(spec.table(), text));
    return runner.submit(
        new TaskOrder(
            name.text(),
            new TaskSpec.Prepare(name, workflow.generation(), spec, spec.assets(), received()),
            tag));
  }

  private void refuseTaken(TableName table, String tag) {
    if (lake.contains(table)
        && lake.describe(table).tags().stream().anyMatch(taken -> taken.name().equals(tag))) {
      throw new OrillaException(
          ErrorCode.ALREADY_EXISTS,
          "the table " + table + " has a tag '" + tag + "' already; choose another name");
    }
  }

  /** What was received until now, under a name that keeps the snapshot for lineage. */
  private TableInput received() {
    appender.commitNow();
    TableInput signals = lake.scan(TableName.RAW_SIGNALS);
    if (signals.files().isEmpty()) {
      throw OrillaException.notFound(
          "no sample was received yet; see 'orilla get nodes' for whether a source is connected");
    }
    lake.tag(TableName.RAW_SIGNALS, "input-" + signals.snapshot(), signals.snapshot());
    return signals;
  }
}

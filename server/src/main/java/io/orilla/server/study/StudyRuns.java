package io.orilla.server.study;

import io.orilla.lake.table.Lake;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Spec;
import io.orilla.model.document.StudySpec;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TableInput;
import io.orilla.model.task.TaskSpec;
import io.orilla.server.document.Declarations;
import io.orilla.server.document.Declared;
import io.orilla.server.document.Documents;
import io.orilla.server.task.Task;
import io.orilla.server.task.TaskOrder;
import io.orilla.server.task.TaskRunner;

/** Starts the runs of studies. */
public final class StudyRuns {
  private final Documents documents;
  private final Lake lake;
  private final TaskRunner runner;

  public StudyRuns(Documents documents, Lake lake, TaskRunner runner) {
    this.documents = documents;
    this.lake = lake;
    this.runner = runner;
  }

  /**
   * Runs all trials on the prepared table as it is now, with the label set as it is now.
   *
   * @throws OrillaException DOES_NOT_EXIST when there is no such study, or its table is empty
   */
  public Task run(ObjectName name) {
    Declarations declarations = documents.current();
    Declared<StudySpec> study = require(declarations, StudySpec.class, "Study", name);
    Declared<WorkflowSpec> workflow =
        require(declarations, WorkflowSpec.class, "Workflow", study.spec().workflow());
    Declared<LabelSetSpec> labels =
        require(declarations, LabelSetSpec.class, "LabelSet", study.spec().labels());
    return runner.submit(
        TaskOrder.of(
            name.text(),
            new TaskSpec.Tune(
                name,
                study.generation(),
                study.spec(),
                workflow.spec(),
                prepared(workflow),
                labels.name() + "@" + labels.generation(),
                labels.spec())));
  }

  private TableInput prepared(Declared<WorkflowSpec> workflow) {
    if (lake.contains(workflow.spec().table())) {
      TableInput prepared = lake.scan(workflow.spec().table());
      if (!prepared.files().isEmpty()) {
        return prepared;
      }
    }
    throw OrillaException.notFound(
        "the table %s has no rows yet: run the workflow '%s' first"
            .formatted(workflow.spec().table(), workflow.name()));
  }

  private static <S extends Spec> Declared<S> require(
      Declarations declarations, Class<S> type, String kind, ObjectName name) {
    return declarations
        .find(type, name)
        .orElseThrow(() -> OrillaException.notFound("there is no " + kind + " '" + name + "'"));
  }
}

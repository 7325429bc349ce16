package io.orilla.server.document;

import io.orilla.model.document.TableName;
import io.orilla.model.document.WorkflowSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A prepared table has one workflow, as each run replaces it whole. */
final class WorkflowCheck implements Check {
  @Override
  public void check(Declarations declarations, Consumer<String> problems) {
    Map<TableName, Declared<WorkflowSpec>> owners = new HashMap<>();
    for (Declared<WorkflowSpec> workflow : declarations.all(WorkflowSpec.class)) {
      for (TableName table :
          new TableName[] {workflow.spec().table(), workflow.spec().asideTable()}) {
        Declared<WorkflowSpec> owner = owners.putIfAbsent(table, workflow);
        if (owner != null) {
          problems.accept(
              workflow.title()
                  + ": the table "
                  + table
                  + " is written by "
                  + owner.title()
                  + "; name another");
        }
      }
    }
  }
}

package io.orilla.server.task;

import io.orilla.model.task.TaskSpec;
import java.util.Map;
import java.util.Objects;

/**
 * What a prepared table's snapshot says of where it comes from: the keys are read by lineage.
 * Written in {@code docs/format/lake.md}.
 */
public final class SnapshotSummary {
  public static final String TASK = "orilla.task";
  public static final String ATTEMPT = "orilla.attempt";

  /** Name and generation of the workflow, as {@code valves@2}. */
  public static final String WORKFLOW = "orilla.workflow";

  public static final String PREPARATION = "orilla.preparation";

  /** The snapshot that was read, as {@code raw.signals@4711}. */
  public static final String INPUT = "orilla.input";

  private SnapshotSummary() {}

  static Map<String, String> of(Task task, TaskSpec.Prepare prepare) {
    return Map.of(
        TASK,
        task.id(),
        ATTEMPT,
        Integer.toString(task.attempt()),
        WORKFLOW,
        prepare.workflow() + "@" + prepare.generation(),
        PREPARATION,
        prepare.spec().preparation().digest().text(),
        INPUT,
        prepare.signals().table() + "@" + prepare.signals().snapshot());
  }

  static boolean sameTask(Map<String, String> one, Map<String, String> other) {
    return Objects.equals(one.get(TASK), other.get(TASK));
  }
}

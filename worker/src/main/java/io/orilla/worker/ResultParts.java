package io.orilla.worker;

import io.orilla.model.error.Problem;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.ResultDocument.Replayed;
import io.orilla.model.task.ResultDocument.TrainedModel;
import io.orilla.model.task.ResultDocument.Trial;
import io.orilla.model.task.TableOutput;
import io.orilla.model.task.TaskDocument;
import java.util.List;
import java.util.Map;

/** What a task came to; the worker makes the {@link ResultDocument} of it. */
public record ResultParts(
    Map<String, Long> counts,
    List<TableOutput> tables,
    List<TrainedModel> models,
    List<Trial> trials,
    List<Replayed> replayed) {
  private static final ResultParts NOTHING =
      new ResultParts(Map.of(), List.of(), List.of(), List.of(), List.of());

  public static ResultParts prepared(Map<String, Long> counts, List<TableOutput> tables) {
    return new ResultParts(counts, tables, List.of(), List.of(), List.of());
  }

  public static ResultParts tuned(
      Map<String, Long> counts, List<TrainedModel> models, List<Trial> trials) {
    return new ResultParts(counts, List.of(), models, trials, List.of());
  }

  public static ResultParts replayed(Map<String, Long> counts, List<Replayed> replayed) {
    return new ResultParts(counts, List.of(), List.of(), List.of(), replayed);
  }

  ResultDocument of(TaskDocument task, long peakMemoryBytes) {
    return new ResultDocument(
        task.id(), null, counts, tables, models, trials, replayed, peakMemoryBytes);
  }

  static ResultDocument failed(String id, Problem problem, long peakMemoryBytes) {
    return new ResultDocument(
        id,
        problem,
        NOTHING.counts,
        NOTHING.tables,
        NOTHING.models,
        NOTHING.trials,
        NOTHING.replayed,
        peakMemoryBytes);
  }
}

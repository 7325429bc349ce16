package io.orilla.server.overview;

import io.orilla.model.content.DurationText;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.server.document.Declarations;
import io.orilla.server.document.Declared;
import io.orilla.server.fleet.NodeReport;
import io.orilla.server.task.Task;
import io.orilla.server.task.TaskResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The boxes of the data: ingestion to label. */
final class DataStages {
  private static final String ASIDE = "aside ";

  private DataStages() {}

  static Stage ingestion(
      Declarations declared, List<NodeReport> nodes, Intake intake, Instant now) {
    int sources = declared.all(SourceSpec.class).size();
    if (sources == 0) {
      return Stage.notSetUp();
    }
    String lag =
        intake
            .lastSamples()
            .map(last -> String.format(Locale.ROOT, "lag %.1f s", last.lag().toMillis() / 1e3))
            .orElse("nothing yet");
    String context = sources + (sources == 1 ? " source, " : " sources, ") + lag;
    return Stage.of(
            intake.samplesPerSecond(),
            "samples/s",
            context,
            intake.lastSamples().map(Intake.Arrival::at).orElse(now))
        .withAttention(disconnected(nodes))
        .withTrend(intake.samplesTrend());
  }

  private static Optional<String> disconnected(List<NodeReport> nodes) {
    return nodes.stream()
        .flatMap(node -> node.sources().stream())
        .filter(source -> !source.connected())
        .map(source -> source.name() + " is not connected: " + source.reason())
        .findFirst();
  }

  static Stage clean(Declarations declared, Optional<Task> prepared) {
    return ofRun(
        declared,
        prepared,
        (counts, at) -> {
          long cells = count(counts, "rows") * signals(declared);
          double held = cells == 0 ? 0 : 100.0 * count(counts, "held_cells") / cells;
          String context =
              "%d duplicates, %d late"
                  .formatted(count(counts, "duplicates"), count(counts, "late"));
          return Stage.of(held, "% held", context, at);
        });
  }

  private static long signals(Declarations declared) {
    return declared.all(WorkflowSpec.class).stream()
        .mapToLong(workflow -> workflow.spec().signals().size())
        .findFirst()
        .orElse(0);
  }

  static Stage validate(Declarations declared, Optional<Task> prepared) {
    return ofRun(
        declared,
        prepared,
        (counts, at) -> {
          long aside =
              counts.entrySet().stream()
                  .filter(count -> count.getKey().startsWith(ASIDE))
                  .mapToLong(Map.Entry::getValue)
                  .sum();
          long rows = count(counts, "rows_aside");
          String context = "%d samples, %d rows".formatted(aside, rows);
          return Stage.counted(aside + rows, "set aside", context, at)
              .withAttention(mostFrequentRule(counts));
        });
  }

  private static Optional<String> mostFrequentRule(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().startsWith(ASIDE) && count.getValue() > 0)
        .max(Map.Entry.comparingByValue())
        .map(count -> count.getKey().substring(ASIDE.length()) + ": " + count.getValue());
  }

  static Stage transform(Declarations declared, Optional<Task> prepared) {
    return ofRun(
        declared,
        prepared,
        (counts, at) -> {
          String grid =
              declared.all(WorkflowSpec.class).stream()
                  .map(workflow -> DurationText.format(workflow.spec().clean().grid()))
                  .findFirst()
                  .orElse("?");
          return Stage.counted(count(counts, "rows"), "rows", "one each " + grid, at);
        });
  }

  private static Stage ofRun(Declarations declared, Optional<Task> prepared, Figure figure) {
    if (declared.all(WorkflowSpec.class).isEmpty()) {
      return Stage.notSetUp();
    }
    Optional<Map<String, Long>> counts = prepared.flatMap(Task::result).map(TaskResult::counts);
    Optional<Instant> at = prepared.flatMap(Task::finishedAt);
    return counts.isPresent() && at.isPresent()
        ? figure.of(counts.get(), at.get())
        : Stage.silent("no run yet");
  }

  private interface Figure {
    Stage of(Map<String, Long> counts, Instant at);
  }

  private static long count(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }

  static Stage label(Declarations declared) {
    List<Declared<LabelSetSpec>> sets = declared.all(LabelSetSpec.class);
    return sets.stream()
        .max(Comparator.comparing(Declared::appliedAt))
        .map(
            newest ->
                Stage.counted(
                    sets.stream().mapToInt(set -> set.spec().labels().size()).sum(),
                    "labels",
                    newest.name() + ", generation " + newest.generation(),
                    newest.appliedAt()))
        .orElseGet(Stage::notSetUp);
  }
}

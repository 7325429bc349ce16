package io.orilla.worker.prepare;

import io.orilla.lake.duck.DuckDb;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.task.TaskSpec;
import io.orilla.pipeline.Evaluator;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.RowListener;
import io.orilla.worker.ResultParts;
import io.orilla.worker.TaskDatabase;
import io.orilla.worker.samples.RawSamples;
import java.nio.file.Path;
import java.util.List;

/** Runs the evaluator over the stored samples of each asset, in the order they were received. */
public final class PrepareTask {
  private PrepareTask() {}

  /** Leaves {@code rows.parquet} and {@code aside.parquet} in the folder. */
  public static ResultParts run(TaskSpec.Prepare task, Path folder) {
    WorkflowSpec spec = task.spec();
    Preparation preparation = spec.preparation();
    Totals totals = new Totals();
    try (DuckDb database = TaskDatabase.open(folder, task.signals());
        RowsFile rows = new RowsFile(database, preparation);
        AsideFile aside = new AsideFile(database)) {
      RawSamples samples = new RawSamples(database, task.signals());
      for (AssetName asset : task.assets()) {
        Evaluator evaluator = new Evaluator(asset, preparation, new Sink(asset, rows, aside));
        samples.received(asset, stored -> evaluator.accept(stored.sample()));
        totals.add(evaluator.counts());
      }
      return ResultParts.prepared(
          totals.counts(),
          List.of(rows.finish(spec.table(), folder), aside.finish(spec.asideTable(), folder)));
    }
  }

  /** Rows fit for use go to the table, everything else aside. */
  private record Sink(AssetName asset, RowsFile rows, AsideFile aside) implements RowListener {
    @Override
    public void row(Row row) {
      String rule = row.rule();
      if (rule == null) {
        rows.add(asset, row);
      } else {
        aside.add(asset, row.time(), rule);
      }
    }

    @Override
    public void aside(Sample sample, String rule) {
      aside.add(asset, sample, rule);
    }
  }
}

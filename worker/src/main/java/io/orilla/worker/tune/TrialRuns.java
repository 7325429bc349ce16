package io.orilla.worker.tune;

import io.orilla.learning.detector.Settings;
import io.orilla.learning.study.Study;
import io.orilla.learning.study.TrialResult;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import io.orilla.worker.tracking.ActiveRun;
import io.orilla.worker.tracking.DatasetInput;
import io.orilla.worker.tracking.TrackingClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the trials of a study, two at a time, each as a run of the experiment of that name. */
final class TrialRuns {
  private static final int AT_ONCE = 2;

  private final TaskDocument task;
  private final TaskSpec.Tune tune;
  private final TrackingClient tracking;

  TrialRuns(TaskDocument task, TaskSpec.Tune tune, TrackingClient tracking) {
    this.task = task;
    this.tune = tune;
    this.tracking = tracking;
  }

  /** The trials in the order of the settings; the first that fails ends all. */
  List<RecordedTrial> run(Study study, List<Settings> settings) {
    String experiment = tracking.experiment(tune.study().text());
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<RecordedTrial>> futures = new ArrayList<>();
      for (Settings trial : settings) {
        String name = trial.algorithm().id() + "-" + (futures.size() + 1);
        futures.add(threads.submit(() -> run(study, trial, experiment, name)));
      }
      try {
        List<RecordedTrial> trials = new ArrayList<>();
        for (Future<RecordedTrial> future : futures) {
          trials.add(future.get());
        }
        return trials;
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw cause(e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new OrillaException(ErrorCode.INTERNAL_ERROR, "the study was interrupted", e);
      }
    }
  }

  private RecordedTrial run(Study study, Settings settings, String experiment, String name) {
    ActiveRun run = tracking.start(experiment, name, tags());
    try {
      run.log(new DatasetInput(tune.prepared().table(), tune.prepared().snapshot()));
      TrialResult result = study.run(settings);
      run.log(RecordedTrial.log(result));
      run.finish();
      return new RecordedTrial(run, result);
    } catch (OrillaException e) {
      fail(run, e);
      throw e;
    }
  }

  private static void fail(ActiveRun run, OrillaException cause) {
    try {
      run.fail();
    } catch (OrillaException e) {
      cause.addSuppressed(e);
    }
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>(Machine.HERE.tags());
    tags.put("orilla.study", tune.study() + "@" + tune.generation());
    tags.put("orilla.task", task.id());
    tags.put("orilla.attempt", Integer.toString(task.attempt()));
    tags.put("orilla.code", task.code());
    tags.put("orilla.labels", tune.labelSet());
    tags.put("orilla.preparation", tune.workflow().preparation().digest().text());
    tags.put("orilla.seed", Long.toString(tune.spec().seed()));
    return tags;
  }

  private static RuntimeException cause(ExecutionException e) {
    return e.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(e.getCause());
  }
}

package io.orilla.worker;

import io.orilla.model.content.Json;
import io.orilla.model.document.Clean;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.Rule;
import io.orilla.model.document.TableName;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A water loop's samples and preparation, and a worker run on a task. */
public final class Loop {
  public static final AssetName ASSET = new AssetName("riva/hall1/water/loop1");
  public static final AssetName OTHER = new AssetName("riva/hall1/water/loop2");
  public static final long START = 1_600_000_000_000_000L;

  private Loop() {}

  public static WorkflowSpec workflow() {
    return new WorkflowSpec(
        List.of(ASSET, OTHER),
        List.of(
            new Preparation.Column("Pressure", "bar"),
            new Preparation.Column("Flow Rate", "l/min")),
        new Clean(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1)),
        List.of(new Rule.Range("Pressure", -100, 100), new Rule.Missing(.4)),
        new TableName("prepared.water"));
  }

  public static Sample sample(AssetName asset, String signal, double seconds, Value value) {
    long time = START + Math.round(seconds * 1e6);
    return new Sample(asset.signal(signal), time, time + 2_000, value, 0);
  }

  public static Sample sample(AssetName asset, String signal, double seconds, double value) {
    return sample(asset, signal, seconds, new Value.DoubleValue(value));
  }

  /** Both loops, both signals, once a second, noisy. */
  public static List<Sample> seconds(int from, int to) {
    Random random = new Random(from);
    List<Sample> samples = new ArrayList<>();
    for (int second = from; second < to; second++) {
      for (AssetName asset : List.of(ASSET, OTHER)) {
        samples.add(sample(asset, "Pressure", second, 3 + random.nextGaussian()));
        samples.add(sample(asset, "Flow Rate", second, 30 + random.nextGaussian()));
      }
    }
    return samples;
  }

  /** The result of a worker that was given this task in this folder. */
  public static ResultDocument run(Path folder, TaskSpec spec) throws IOException {
    TaskDocument task = new TaskDocument("task-1", 1, "http://127.0.0.1:1", "test", spec);
    Files.write(folder.resolve(TaskDocument.FILE), Json.bytes(task));
    int exit = Worker.run(folder);
    ResultDocument result =
        Json.read(Files.readAllBytes(folder.resolve(ResultDocument.FILE)), ResultDocument.class);
    if (exit != 0) {
      throw OrillaException.invalid("the worker ended with " + exit + ": " + result.problem());
    }
    return result;
  }
}

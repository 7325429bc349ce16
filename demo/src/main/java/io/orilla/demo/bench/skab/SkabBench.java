package io.orilla.demo.bench.skab;

import io.orilla.demo.plant.RecordingsOption;
import io.orilla.learning.detector.Algorithm.PrincipalComponents;
import io.orilla.learning.detector.Limits;
import io.orilla.learning.detector.Settings;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code orilla bench skab}: detection on recordings of a real machine, against published results.
 */
@Command(
    name = "skab",
    description = "Run the published protocol of the Skoltech Anomaly Benchmark (SKAB).",
    mixinStandardHelpOptions = true)
public final class SkabBench implements Callable<Integer> {
  /**
   * Chosen without looking at single files: half of the eight signals as components, a mean as long
   * as the median, and otherwise what the published T² has (.999, alarm above twice the limit).
   */
  private static final Settings PCA =
      new Settings(new PrincipalComponents(4), .999, 5, 2, Limits.BLOCKED);

  @Mixin private RecordingsOption data = new RecordingsOption();

  @Option(
      names = "--files",
      paramLabel = "GLOB",
      defaultValue = RecordingFiles.DEFAULT,
      description = "which recordings, from DIR (default: ${DEFAULT-VALUE})")
  private String files;

  @Option(names = "--json", description = "the last line is the outcome as JSON")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Board board = run(folder(), files);
    PrintWriter out = spec.commandLine().getOut();
    board.lines().forEach(out::println);
    if (json) {
      out.println(Json.text(board));
    }
    out.flush();
    return 0;
  }

  private Path folder() {
    return data.folder()
        .orElseThrow(
            () ->
                OrillaException.invalid(
                    "no data folder: give it with --data or in ORILLA_DATA; it holds skab/valve1, or CSV files itself"));
  }

  static Board run(Path data, String files) {
    List<Recording> recordings =
        RecordingFiles.find(data, files).stream().map(Recording::read).toList();
    return new Board(
        recordings.size(),
        Recording.TRAINING_ROWS,
        recordings.stream().mapToInt(recording -> recording.testTimes().size()).sum(),
        List.of(
            Protocol.run("T² (published recipe)", Settings.PUBLISHED_T2, recordings),
            Protocol.run("PCA T²+Q", PCA, recordings)),
        PublishedPredictions.score(recordings));
  }
}

package io.orilla.demo.bench.node;

import io.orilla.demo.bench.BoardOptions;
import io.orilla.demo.bench.Figure;
import io.orilla.demo.plant.RecordingsOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orilla bench node}. */
@Command(
    name = "node",
    description = "What the node needs and does: memory, start, latency, throughput, bytes.",
    mixinStandardHelpOptions = true)
public final class NodeBench implements Callable<Integer> {
  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "how long each state is watched (default: ${DEFAULT-VALUE})")
  private int seconds = 60;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "${COMPLETION-CANDIDATES} (default: all)")
  private List<Part> parts = List.of(Part.values());

  @Mixin private RecordingsOption recordings = new RecordingsOption();

  @Mixin private BoardOptions board = new BoardOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return board.show(this::measure);
  }

  private List<Figure> measure(Path folder) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    Duration time = Duration.ofSeconds(seconds);
    if (parts.contains(Part.AGENT)) {
      try (Beside beside = Beside.start(folder)) {
        figures.addAll(new Footprint(beside, time, BareProcess.measure()).measure());
      }
    }
    if (parts.contains(Part.JOURNAL)) {
      Path journal = Files.createDirectories(folder.resolve("journal"));
      figures.addAll(new JournalLoad(journal).measure(time.dividedBy(6)));
      figures.add(new Flow().measure(journal.resolve("flow"), time.dividedBy(6)));
    }
    if (parts.contains(Part.PACKING)) {
      figures.addAll(PackingBench.run(recordings.valves()));
    }
    if (parts.contains(Part.SHADOW)) {
      Path shadow = Files.createDirectories(folder.resolve("shadow"));
      figures.add(new ShadowLoad(shadow).measure(time.dividedBy(2)));
    }
    return figures;
  }

  /** What is measured together. */
  private enum Part {
    AGENT,
    JOURNAL,
    PACKING,
    SHADOW
  }
}

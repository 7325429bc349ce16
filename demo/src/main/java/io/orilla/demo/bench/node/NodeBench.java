package io.orilla.demo.bench.node;

import io.orilla.demo.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:ORILLA_DATA}",
      description =
          "Folder with skab/valve1 to pack (default: ORILLA_DATA, then ../shared/data, then the plant's model)")
  private @Nullable Path data;

  @Option(names = "--json", description = "the last line is the outcome as JSON")
  private boolean json;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "where everything is kept (default: a fresh temporary folder, removed at the end)")
  private Optional<Path> home = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = home.isPresent() ? home.get() : Files.createTempDirectory("orilla-bench-");
    Board board = measure(folder);
    System.out.println(board.header());
    board.figures().forEach(figure -> System.out.println(figure.line()));
    if (json) {
      System.out.println(board.json());
    }
    if (home.isEmpty()) {
      Site.remove(folder);
    }
    return board.met() ? 0 : 1;
  }

  private Board measure(Path folder) throws IOException, InterruptedException {
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
      figures.addAll(PackingBench.run(recordings()).figures());
    }
    if (parts.contains(Part.SHADOW)) {
      Path shadow = Files.createDirectories(folder.resolve("shadow"));
      figures.add(new ShadowLoad(shadow).measure(time.dividedBy(2)));
    }
    return new Board(figures);
  }

  private Optional<Path> recordings() {
    return Optional.ofNullable(data)
        .or(() -> Optional.of(Path.of("../shared/data")))
        .filter(Files::isDirectory);
  }

  /** What is measured together. */
  private enum Part {
    AGENT,
    JOURNAL,
    PACKING,
    SHADOW
  }
}

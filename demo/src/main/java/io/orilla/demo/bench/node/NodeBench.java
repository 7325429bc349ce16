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

  @Option(names = "--json", description = "the last line is the outcome as JSON")
  private boolean json;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "where everything is kept (default: a fresh temporary folder, removed at the end)")
  private Optional<Path> home = Optional.empty();

  @Override
  public Integer call() throws IOException {
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

  private Board measure(Path folder) {
    List<Figure> figures = new ArrayList<>();
    try (Beside beside = Beside.start(folder)) {
      figures.addAll(
          new Footprint(beside, Duration.ofSeconds(seconds), BareProcess.measure()).measure());
    }
    return new Board(figures);
  }
}

package io.orilla.demo.bench.inference;

import io.orilla.demo.bench.Board;
import io.orilla.demo.bench.Figure;
import io.orilla.demo.site.HomeOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orilla bench inference}. */
@Command(
    name = "inference",
    description = "What serving models carries: rates, times, memory, refusals, swaps.",
    mixinStandardHelpOptions = true)
public final class InferenceBench implements Callable<Integer> {
  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "how long each load lasts (default: ${DEFAULT-VALUE})")
  private int seconds = 20;

  @Option(names = "--json", description = "the last line is the outcome as JSON")
  private boolean json;

  @Mixin private HomeOption home = new HomeOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = home.open("orilla-bench-");
    Board board = new Board(measure(folder));
    System.out.println(board.header());
    board.figures().forEach(figure -> System.out.println(figure.line()));
    if (json) {
      System.out.println(board.json());
    }
    home.discard(folder);
    return board.met() ? 0 : 1;
  }

  private List<Figure> measure(Path folder) throws IOException, InterruptedException {
    Duration time = Duration.ofSeconds(seconds);
    List<Figure> figures = new ArrayList<>();
    try (Served door = Served.door(folder.resolve("graphs"));
        Served fixed = Served.fixed()) {
      figures.addAll(new RestLoad(door, fixed).measure(time));
      figures.add(GrpcLoad.measure(door.grpcPort(), time.dividedBy(2)));
    }
    figures.addAll(new SwapLoad(folder.resolve("swap")).measure(time.dividedBy(2)));
    return figures;
  }
}

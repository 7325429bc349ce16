package io.orilla.demo.bench.inference;

import io.orilla.demo.bench.BoardOptions;
import io.orilla.demo.bench.Figure;
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
      description =
          "how long the load lasts that memory is compared over (default: ${DEFAULT-VALUE})")
  private int seconds = 20;

  @Mixin private BoardOptions board = new BoardOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return board.show(this::measure);
  }

  private List<Figure> measure(Path folder) throws IOException, InterruptedException {
    Duration time = Duration.ofSeconds(seconds);
    Duration beside = Duration.ofSeconds(Math.min(seconds, 20)).dividedBy(2);
    List<Figure> figures = new ArrayList<>();
    try (Served door = Served.door(folder.resolve("graphs"));
        Served fixed = Served.fixed()) {
      figures.addAll(new RestLoad(door, fixed).measure(time));
      figures.addAll(GrpcLoad.measure(door.grpcPort(), beside));
    }
    figures.addAll(new SwapLoad(folder.resolve("swap")).measure(beside));
    return figures;
  }
}

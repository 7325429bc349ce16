package io.orilla.demo.bench;

import io.orilla.demo.site.HomeOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a bench measures, and how it shows its figures. */
public final class BoardOptions {
  @Option(names = "--json", description = "the last line is the outcome as JSON")
  private boolean json;

  @Mixin private HomeOption home = new HomeOption();

  /** What a bench does. */
  @FunctionalInterface
  public interface Measurement {
    /**
     * @param folder for all that it makes
     */
    List<Figure> measure(Path folder) throws IOException, InterruptedException;
  }

  /** Measures and shows the figures; returns the exit code, which is 0 when all goals are met. */
  public int show(Measurement measurement) throws IOException, InterruptedException {
    Path folder = home.open("orilla-bench-");
    Board board = new Board(measurement.measure(folder));
    System.out.println(board.header());
    board.figures().forEach(figure -> System.out.println(figure.line()));
    if (json) {
      System.out.println(board.json());
    }
    home.discard(folder);
    return board.met() ? 0 : 1;
  }
}

package io.orilla.demo.bench.connectors;

import io.orilla.demo.bench.BoardOptions;
import io.orilla.demo.bench.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orilla bench connectors}. */
@Command(
    name = "connectors",
    description = "What connectors lose and need, and how soon they are back, by real protocols.",
    mixinStandardHelpOptions = true)
public final class ConnectorsBench implements Callable<Integer> {
  @Option(
      names = "--seconds",
      description = "how long each load is watched (default: ${DEFAULT-VALUE})")
  private int seconds = 20;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "${COMPLETION-CANDIDATES} (default: all)")
  private List<Part> parts = List.of(Part.values());

  @Option(
      names = "--checkout",
      paramLabel = "DIR",
      description =
          "of Orilla, for peers that are not of our making (default: here); those that are not installed there are left out")
  private Path checkout = Path.of("");

  @Mixin private BoardOptions board = new BoardOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return board.show(this::measure);
  }

  private List<Figure> measure(Path folder) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    Duration time = Duration.ofSeconds(seconds);
    for (Part part : Part.values()) {
      if (parts.contains(part)) {
        Path own = Files.createDirectories(folder.resolve(part.name().toLowerCase(Locale.ROOT)));
        figures.addAll(
            switch (part) {
              case OPCUA -> new OpcUaPart(own, checkout).measure(time);
              case MODBUS -> new ModbusPart(own, checkout).measure(time);
              case MQTT -> new MqttPart(own).measure(time);
            });
      }
    }
    return figures;
  }

  /** The protocols. */
  private enum Part {
    OPCUA,
    MODBUS,
    MQTT
  }
}

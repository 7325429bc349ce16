package io.orilla.demo.plant;

import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.demo.ledger.Ledger;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ParentPipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code orilla simulate plant}: serves four machines over OPC UA until it is told to end. */
@Command(
    name = "plant",
    mixinStandardHelpOptions = true,
    description = "Serve four water loops over OPC UA, from recordings or from a model of them.")
public final class PlantCommand implements Callable<Integer> {
  private static final Duration DEFAULT_START = Duration.ofHours(1);

  @Option(names = "--port", description = "OPC UA on this port (default: a free one)")
  private int port;

  @Option(names = "--control-port", description = "HTTP control on this port (default: a free one)")
  private int controlPort;

  @Option(names = "--data", description = "folder that holds skab/; without it a model is served")
  private @Nullable Path data;

  @Option(
      names = "--recordings",
      split = ",",
      description = "numbers of the recordings of skab/valve1 for the four loops")
  private List<Integer> recordings = List.of(0, 5, 10, 15);

  @Option(names = "--start", description = "time of the first rows (default: one hour ago)")
  private Instant start = Instant.now().minus(DEFAULT_START).truncatedTo(ChronoUnit.SECONDS);

  @Option(names = "--seed", description = "of the model (default: 1)")
  private long seed = 1;

  @Option(names = "--rows", description = "of the model (default: ${DEFAULT-VALUE})")
  private int rows = LoopModel.ROWS;

  @Option(names = "--pace", description = "rows per second; 0 holds (default: 1)")
  private double pace = 1;

  @Option(names = "--ledger", description = "file to keep account in of every value handed over")
  private @Nullable Path ledger;

  @Option(names = "--ready", description = "file to write when ready: pid, endpoint, control")
  private @Nullable Path ready;

  /** What the ready file says. */
  record Ready(long pid, String endpoint, String control) {}

  @Override
  public Integer call() throws Exception {
    List<Recording> played = played();
    CountDownLatch ended = new CountDownLatch(1);
    try (Ledger account = ledger == null ? null : Ledger.open(ledger, PlantLayout.signals());
        Plant plant =
            Plant.start(
                played, port, Pace.of(pace), account == null ? HandOver.UNNOTICED : account);
        PlantControl control = PlantControl.start(plant, controlPort)) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ended::countDown));
      ParentPipe.watch(ended::countDown);
      writeReady(new Ready(ProcessHandle.current().pid(), plant.endpoint(), control.address()));
      ended.await();
    }
    return 0;
  }

  private List<Recording> played() {
    if (!start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
      throw OrillaException.invalid("--start " + start + " must be a whole second");
    }
    if (recordings.size() != PlantLayout.ASSETS.size()) {
      throw OrillaException.invalid(
          "--recordings needs " + PlantLayout.ASSETS.size() + " numbers, as 0,5,10,15");
    }
    return IntStream.range(0, recordings.size()).mapToObj(this::played).toList();
  }

  private Recording played(int loop) {
    return data == null
        ? new LoopModel(seed + loop, rows).recording(PlantLayout.ASSETS.get(loop), start)
        : SkabFile.open(data, recordings.get(loop)).recording(PlantLayout.ASSETS.get(loop), start);
  }

  private void writeReady(Ready description) throws IOException {
    System.out.println("plant at " + description.endpoint() + ", control " + description.control());
    if (ready != null) {
      Path partial = ready.resolveSibling(ready.getFileName() + ".partial");
      Files.write(partial, Json.bytes(description));
      Files.move(
          partial, ready, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

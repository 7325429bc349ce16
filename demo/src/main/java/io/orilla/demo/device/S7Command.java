package io.orilla.demo.device;

import io.orilla.connector.s7.simulator.DataBlocks;
import io.orilla.connector.s7.simulator.S7Simulator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orilla simulate s7}: a tank behind a controller, until it is told to end. */
@Command(
    name = "s7",
    mixinStandardHelpOptions = true,
    description =
        "Serves a tank with a pump as an S7 controller's data block, and says how a source reads it.")
public final class S7Command implements Callable<Integer> {
  private static final String SOURCE =
      """
      apiVersion: orilla/v1
      kind: Source
      metadata: {name: tank-s7}
      spec:
        node: hall-1
        connector: s7
        settings: {host: 127.0.0.1, port: %d}
        signals:
        - {name: riva/hall1/water/tank/level, address: 'DB1.DBD0?type=real', unit: '%%'}
        - {name: riva/hall1/water/tank/flow, address: 'DB1.DBW4?type=int&scale=0.01', unit: l/s}
        - {name: riva/hall1/water/tank/speed, address: 'DB1.DBW6?type=int', unit: 1/min}
        - {name: riva/hall1/water/tank/pumping, address: DB1.DBX8.0}
      """;
  private static final int BLOCK = 1;
  private static final int BYTES = 10;
  private static final double HUNDREDTHS = 100;

  @Option(names = "--port", description = "on this port (default: a free one)")
  private int port;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    DataBlocks blocks = new DataBlocks().add(BLOCK, BYTES);
    Tank tank = new Tank();
    show(tank.afterSeconds(0), blocks);
    try (S7Simulator controller = S7Simulator.start(port, blocks)) {
      spec.commandLine().getOut().printf(SOURCE, controller.port()).flush();
      Seconds.untilTold(() -> show(tank.afterSeconds(1), blocks));
    }
    return 0;
  }

  private static void show(Tank.Reading reading, DataBlocks blocks) {
    blocks
        .setReal(BLOCK, 0, (float) reading.level())
        .setInt(BLOCK, 4, (int) (reading.flow() * HUNDREDTHS))
        .setInt(BLOCK, 6, reading.speed())
        .setBit(BLOCK, 8, 0, reading.pumping());
  }
}

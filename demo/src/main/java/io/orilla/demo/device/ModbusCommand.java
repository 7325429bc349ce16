package io.orilla.demo.device;

import io.orilla.connector.modbus.simulator.ModbusSimulator;
import io.orilla.connector.modbus.simulator.Registers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orilla simulate modbus}: a tank behind a Modbus device, until it is told to end. */
@Command(
    name = "modbus",
    mixinStandardHelpOptions = true,
    description = "Serves a tank with a pump over Modbus TCP, and says how a source reads it.")
public final class ModbusCommand implements Callable<Integer> {
  private static final String SOURCE =
      """
      apiVersion: orilla/v1
      kind: Source
      metadata: {name: tank}
      spec:
        node: hall-1
        connector: modbus
        settings: {host: 127.0.0.1, port: %d%s}
        signals:
        - {name: riva/hall1/water/tank/level, address: 'holding/0?type=float32', unit: '%%'}
        - {name: riva/hall1/water/tank/flow, address: 'holding/2?type=int16&scale=0.01', unit: l/s}
        - {name: riva/hall1/water/tank/speed, address: holding/3, unit: 1/min}
        - {name: riva/hall1/water/tank/pumping, address: coil/0}
      """;
  private static final double HUNDREDTHS = 100;

  @Option(names = "--port", description = "on this port (default: a free one)")
  private int port;

  @Option(names = "--rtu", description = "frames as on a serial line")
  private boolean rtu;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Registers registers = new Registers();
    Tank tank = new Tank();
    show(tank.afterSeconds(0), registers);
    try (ModbusSimulator device =
        rtu ? ModbusSimulator.rtu(port, registers) : ModbusSimulator.tcp(port, registers)) {
      spec.commandLine()
          .getOut()
          .printf(SOURCE, device.port(), rtu ? ", framing: rtu" : "")
          .flush();
      Seconds.untilTold(() -> show(tank.afterSeconds(1), registers));
    }
    return 0;
  }

  private static void show(Tank.Reading reading, Registers registers) {
    registers
        .setFloat(0, (float) reading.level())
        .setUnsigned(2, (int) (reading.flow() * HUNDREDTHS))
        .setUnsigned(3, reading.speed())
        .setBit(0, reading.pumping());
  }
}

package io.orilla.demo.device;

import io.orilla.connector.sparkplug.simulator.SimulatedEdge;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orilla simulate sparkplug}: a tank at an edge node, until it is told to end. */
@Command(
    name = "sparkplug",
    mixinStandardHelpOptions = true,
    description =
        "Publishes a tank with a pump as a Sparkplug B edge node, and says how a source reads it.")
public final class SparkplugCommand implements Callable<Integer> {
  private static final String SOURCE =
      """
      apiVersion: orilla/v1
      kind: Source
      metadata: {name: tank-sparkplug}
      spec:
        node: hall-1
        connector: sparkplug
        settings: {broker: {url: '%s'}}
        signals:
        - {name: riva/hall1/water/tank/level, address: 'Riva/Hall1/Tank:level', unit: '%%'}
        - {name: riva/hall1/water/tank/flow, address: 'Riva/Hall1/Tank:flow', unit: l/s}
        - {name: riva/hall1/water/tank/speed, address: 'Riva/Hall1/Tank:speed', unit: 1/min}
        - {name: riva/hall1/water/tank/pumping, address: 'Riva/Hall1/Tank:pumping'}
      """;

  @Mixin private BrokerOption broker = new BrokerOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Tank tank = new Tank();
    try (SimulatedEdge edge =
        SimulatedEdge.connect(
            broker.settings(), "Riva", "Hall1", "Tank", metrics(tank.afterSeconds(0)))) {
      spec.commandLine().getOut().printf(SOURCE, broker.url()).flush();
      Seconds.untilTold(() -> edge.say(metrics(tank.afterSeconds(1))));
    }
    return 0;
  }

  private static Map<String, Object> metrics(Tank.Reading reading) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("level", reading.level());
    metrics.put("flow", reading.flow());
    metrics.put("speed", (double) reading.speed());
    metrics.put("pumping", reading.pumping());
    return metrics;
  }
}

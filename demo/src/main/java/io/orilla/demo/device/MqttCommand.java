package io.orilla.demo.device;

import io.orilla.connector.mqtt.Broker;
import io.orilla.connector.mqtt.ClientThreads;
import io.orilla.connector.mqtt.Publication;
import io.orilla.connector.peer.Closing;
import io.orilla.model.content.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orilla simulate mqtt}: a tank that publishes to a broker, until it is told to end. */
@Command(
    name = "mqtt",
    mixinStandardHelpOptions = true,
    description =
        "Publishes a tank with a pump as JSON to a broker, and says how a source reads it.")
public final class MqttCommand implements Callable<Integer> {
  private static final String TOPIC = "riva/hall1/tank";
  private static final String SOURCE =
      """
      apiVersion: orilla/v1
      kind: Source
      metadata: {name: tank-mqtt}
      spec:
        node: hall-1
        connector: mqtt
        settings: {broker: {url: '%s'}}
        signals:
        - {name: riva/hall1/water/tank/level, address: '%s?value=$.level&time=$.time', unit: '%%'}
        - {name: riva/hall1/water/tank/flow, address: '%s?value=$.flow&time=$.time', unit: l/s}
        - {name: riva/hall1/water/tank/speed, address: '%s?value=$.speed&time=$.time', unit: 1/min}
        - {name: riva/hall1/water/tank/pumping, address: '%s?value=$.pumping&time=$.time'}
      """;

  @Mixin private BrokerOption broker = new BrokerOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Tank tank = new Tank();
    try (Broker connection =
        new Broker(broker.settings(), new ClientThreads("tank"), new Closing(), null)) {
      connection.connect();
      spec.commandLine().getOut().printf(SOURCE, broker.url(), TOPIC, TOPIC, TOPIC, TOPIC).flush();
      Seconds.untilTold(
          () -> {
            byte[] message = Json.bytes(tank.afterSeconds(1).message());
            connection.publish(new Publication(TOPIC, message, 1, false));
          });
    }
    return 0;
  }
}

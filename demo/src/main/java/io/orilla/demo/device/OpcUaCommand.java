package io.orilla.demo.device;

import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.connector.opcua.simulator.ServerSecurity;
import io.orilla.connector.peer.TrustFolder;
import io.orilla.model.content.Micros;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orilla simulate opcua}: a tank behind an OPC UA server, until it is told to end. */
@Command(
    name = "opcua",
    mixinStandardHelpOptions = true,
    description = "Serves a tank with a pump over OPC UA, and says how a source reads it.")
public final class OpcUaCommand implements Callable<Integer> {
  private static final String SOURCE =
      """
      apiVersion: orilla/v1
      kind: Source
      metadata: {name: tank-opcua}
      spec:
        node: hall-1
        connector: opcua
        settings: {endpoint: '%s'%s}
        signals:
        - {name: riva/hall1/water/tank/level, address: 'ns=2;s=tank/level?deadband=0.1', unit: '%%'}
        - {name: riva/hall1/water/tank/flow, address: 'ns=2;s=tank/flow', unit: l/s}
        - {name: riva/hall1/water/tank/speed, address: 'ns=2;s=tank/speed', unit: 1/min}
        - {name: riva/hall1/water/tank/pumping, address: 'ns=2;s=tank/pumping'}
      """;
  private static final String SECURITY = ", security: Basic256Sha256, serverFingerprint: '%s'";

  private static final Map<String, NodeId> NODES =
      Map.of(
          "tank/level", NodeIds.Double,
          "tank/flow", NodeIds.Double,
          "tank/speed", NodeIds.Int32,
          "tank/pumping", NodeIds.Boolean);

  @Option(names = "--port", description = "on this port (default: a free one)")
  private int port;

  @Option(
      names = "--secure",
      description = "also signed and encrypted, by all policies and for any node's certificate")
  private boolean secure;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException, GeneralSecurityException {
    if (secure) {
      ServerSecurity security = ServerSecurity.made(Map.of(), Instant.now());
      serve(
          OpcUaSimulator.start(port, security, NODES, HandOver.UNNOTICED),
          SECURITY.formatted(TrustFolder.fingerprint(security.certificate())));
    } else {
      serve(OpcUaSimulator.start(port, NODES, HandOver.UNNOTICED), "");
    }
    return 0;
  }

  private void serve(OpcUaSimulator server, String security) throws InterruptedException {
    Tank tank = new Tank();
    try (server) {
      server.serve(values(tank.afterSeconds(0)));
      spec.commandLine().getOut().printf(SOURCE, server.endpoint(), security).flush();
      Seconds.untilTold(() -> server.serve(values(tank.afterSeconds(1))));
    }
  }

  private static List<ServedValue> values(Tank.Reading reading) {
    long now = Micros.of(Instant.now());
    return List.of(
        new ServedValue("tank/level", Variant.ofDouble(reading.level()), now, 0),
        new ServedValue("tank/flow", Variant.ofDouble(reading.flow()), now, 0),
        new ServedValue("tank/speed", Variant.ofInt32(reading.speed()), now, 0),
        new ServedValue("tank/pumping", Variant.ofBoolean(reading.pumping()), now, 0));
  }
}

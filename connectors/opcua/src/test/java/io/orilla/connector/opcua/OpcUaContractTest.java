package io.orilla.connector.opcua;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.GuardedContract;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.connector.opcua.simulator.ServerSecurity;
import io.orilla.model.connector.Connector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.BeforeAll;

final class OpcUaContractTest extends GuardedContract {
  private static final long BAD_SENSOR_FAILURE = 0x808C_0000L;
  private static KeyPair keys;

  @BeforeAll
  static void makeKeys() throws GeneralSecurityException {
    keys = SelfSigned.newKeys();
  }

  @Override
  protected Connector connector(InstantSource clock) {
    return new OpcUaConnector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    return Sources.settings("opc.tcp://127.0.0.1:" + port);
  }

  @Override
  protected String address(int index, String signal) {
    return "ns=2;s=" + signal;
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofSeconds(5);
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    return served(OpcUaSimulator.start(port, nodes(signals), HandOver.UNNOTICED), signals);
  }

  private static TreeMap<String, NodeId> nodes(List<String> signals) {
    TreeMap<String, NodeId> nodes = new TreeMap<>();
    signals.forEach(signal -> nodes.put(signal, NodeIds.Double));
    return nodes;
  }

  private static Served served(OpcUaSimulator simulator, List<String> signals) {
    Served served = new Served(simulator);
    served.simulator.serve(signals.stream().map(name -> served.value(name, 0.0, 0)).toList());
    return served;
  }

  /** A password goes over an encrypted channel alone, so that it shows a certificate, too. */
  @Override
  protected PlayedPeer playAsking(String secret, int port, List<String> signals) throws Exception {
    return secured(Instant.now().minus(Duration.ofDays(1)), Map.of(USER, secret), port, signals);
  }

  @Override
  protected ObjectNode known(int port) {
    return trusting(port).put("username", USER).put("passwordFile", SECRET_FILE);
  }

  @Override
  protected PlayedPeer playShowing(Instant begins, int port, List<String> signals)
      throws Exception {
    return secured(begins, Map.of(), port, signals);
  }

  private PlayedPeer secured(
      Instant begins, Map<String, String> passwords, int port, List<String> signals)
      throws Exception {
    X509Certificate certificate =
        new SelfSigned(
                "plc",
                "urn:orilla:simulator:server",
                List.of("127.0.0.1"),
                begins,
                begins.plus(Duration.ofDays(5)))
            .certificate(keys);
    Path trusted = Files.createDirectories(secrets().resolve("opcua/trusted"));
    Files.write(trusted.resolve("plc.der"), certificate.getEncoded());
    ServerSecurity security =
        new ServerSecurity(keys, certificate, client -> true, passwords, user -> false);
    return served(
        OpcUaSimulator.start(port, security, nodes(signals), HandOver.UNNOTICED), signals);
  }

  @Override
  protected ObjectNode trusting(int port) {
    return settings(port).put("security", "Basic256Sha256");
  }

  /** It asks for the endpoints first. */
  @Override
  protected int callsOfAnAttempt() {
    return 2;
  }

  private static final class Served implements PlayedPeer {
    private static final AtomicLong TIME = new AtomicLong(1_700_000_000_000_000L);
    private final OpcUaSimulator simulator;
    private boolean closed;

    Served(OpcUaSimulator simulator) {
      this.simulator = simulator;
    }

    private ServedValue value(String signal, Object value, long status) {
      return new ServedValue(signal, Variant.of(value), TIME.addAndGet(1_000_000), status);
    }

    @Override
    public int port() {
      return simulator.port();
    }

    @Override
    public void say(String signal, double value) {
      simulator.serve(List.of(value(signal, value, 0)));
    }

    @Override
    public long sayBad(String signal) {
      simulator.serve(List.of(value(signal, 0.0, BAD_SENSOR_FAILURE)));
      return BAD_SENSOR_FAILURE;
    }

    @Override
    public void sayText(String signal, String text) {
      simulator.serve(List.of(value(signal, text, 0)));
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        simulator.close();
      }
    }
  }
}

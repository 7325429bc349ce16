package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.connector.opcua.simulator.ServerSecurity;
import io.orilla.connector.peer.NodeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/** A server as a test wants it to be secured, and the source of a node that reads it. */
final class SecuredServer implements AutoCloseable {
  static final String URI = "urn:orilla:simulator:server";
  static final String USER = "operator";
  static final String PASSWORD = "größer als 8";

  private static final KeyPair KEYS = keys();
  private static byte @Nullable [] ownCertificate;

  private final Path secrets;
  private final Recorder recorder = new Recorder();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<X509Certificate> clients = new CopyOnWriteArrayList<>();
  private Predicate<X509Certificate> clientTrust = client -> true;
  private Predicate<X509Certificate> userTrust = user -> true;
  private Instant now = Instant.now();

  /** With a node's certificate that is not made anew each time. */
  SecuredServer(Path secrets) throws IOException {
    this.secrets = secrets;
    System.setProperty(NodeFiles.FOLDER, secrets.toString());
    Path own = secrets.resolve("opcua/own.pem");
    Files.createDirectories(own.getParent());
    Files.write(own, ownCertificate(own));
  }

  private static byte[] ownCertificate(Path file) throws IOException {
    byte[] known = ownCertificate;
    if (known == null) {
      ClientCertificate.ofNode(InstantSource.system());
      known = Files.readAllBytes(file);
      ownCertificate = known;
    }
    return known;
  }

  private static KeyPair keys() {
    try {
      return SelfSigned.newKeys();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server's own and, as there is no need for more, a user's. */
  KeyPair keyPair() {
    return KEYS;
  }

  Recorder recorder() {
    return recorder;
  }

  /** Whose certificates the server was shown. */
  List<X509Certificate> clients() {
    return clients;
  }

  void trustsClients(Predicate<X509Certificate> trusted) {
    clientTrust = trusted;
  }

  void trustsUsers(Predicate<X509Certificate> trusted) {
    userTrust = trusted;
  }

  Instant now() {
    return now;
  }

  /** Sets the node's clock. */
  void now(Instant time) {
    now = time;
  }

  /** Closes it behind the test. */
  void closeLater(AutoCloseable closeable) {
    opened.add(closeable);
  }

  /** One that is valid for two days. */
  X509Certificate certificate(String uri, String host) throws GeneralSecurityException {
    return new SelfSigned(
            "plc", uri, List.of(host), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))
        .certificate(KEYS);
  }

  /** The node trusts it. */
  void trust(X509Certificate certificate) throws Exception {
    Path trusted = Files.createDirectories(secrets.resolve("opcua/trusted"));
    Files.write(trusted.resolve("one.der"), certificate.getEncoded());
  }

  /** With a certificate that the node trusts. */
  OpcUaSimulator startTrusted() throws Exception {
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    trust(certificate);
    return start(certificate);
  }

  OpcUaSimulator start(X509Certificate certificate) {
    ServerSecurity security =
        new ServerSecurity(
            KEYS,
            certificate,
            client -> clients.add(client) && clientTrust.test(client),
            Map.of(USER, PASSWORD),
            user -> userTrust.test(user));
    OpcUaSimulator server =
        OpcUaSimulator.start(0, security, Map.of("pressure", NodeIds.Double), HandOver.UNNOTICED);
    opened.add(server);
    server.serve(List.of(new ServedValue("pressure", Variant.ofDouble(1.5), 1, 0)));
    return server;
  }

  static ObjectNode settings(OpcUaSimulator server, String security) {
    return Sources.settings(server.endpoint()).put("security", security);
  }

  void open(ObjectNode settings) {
    InstantSource clock = () -> now;
    opened.add(new OpcUaConnector(clock).open(Sources.of(settings, "pressure"), recorder));
  }

  void awaitConnected() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> recorder.isConnected() && !recorder.samples().isEmpty());
  }

  void awaitRefused(String reason) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(recorder.reason()).contains(reason));
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable closeable : opened.reversed()) {
      closeable.close();
    }
    System.clearProperty(NodeFiles.FOLDER);
  }
}

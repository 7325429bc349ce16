package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.NodePeer;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.contract.Relay;
import io.orilla.connector.peer.FreePort;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.connector.peer.PemFile;
import io.orilla.connector.peer.TrustFolder;
import io.orilla.model.connector.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Security towards node-opcua, which shares no code with Milo. */
class NodeOpcuaSecurityTest {
  private static final String[] POLICIES = {
    "Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"
  };
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static NodePeer peer;
  private static int port;

  @TempDir static Path secrets;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Recorder recorder = new Recorder();

  @BeforeAll
  static void startPeer() throws IOException {
    NodePeer.assumeInstalled();
    port = FreePort.find();
    List<String> command =
        new ArrayList<>(List.of("server.js", "" + port, folder.resolve("keys").toString(), "1"));
    command.addAll(Arrays.asList(POLICIES));
    peer = NodePeer.start(folder, command.toArray(String[]::new));
  }

  @AfterAll
  static void endPeer() {
    if (peer != null) {
      peer.close();
    }
  }

  @BeforeEach
  void trustNobody() throws IOException {
    System.setProperty(NodeFiles.FOLDER, secrets.toString());
    for (TrustFolder.Entry entry : ServerTrust.folder().trusted()) {
      Files.delete(entry.file());
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : opened.reversed()) {
      closeable.close();
    }
    System.clearProperty(NodeFiles.FOLDER);
  }

  @ParameterizedTest
  @CsvSource({
    "Basic256Sha256, Sign",
    "Basic256Sha256, SignAndEncrypt",
    "Aes128_Sha256_RsaOaep, SignAndEncrypt",
    "Aes256_Sha256_RsaPss, Sign",
    "Aes256_Sha256_RsaPss, SignAndEncrypt"
  })
  void eachPolicyIsSpokenOnceTheServerIsTrusted(String policy, String mode) {
    Connector.Connection refused = open(settings(policy).put("mode", mode));
    trust();
    awaitRead();
    refused.close();
  }

  @ParameterizedTest
  @CsvSource({"Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss", "None"})
  void aUserIsKnownByAPasswordThatGoesEncrypted(String policy) throws IOException {
    Files.writeString(secrets.resolve("plc"), "wrong");
    open(settings(policy).put("username", "operator").put("passwordFile", "plc"));
    trust();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(recorder.reason()).contains("refuses the user 'operator'; check"));
    Files.writeString(secrets.resolve("plc"), "größer als 8");
    awaitRead();
  }

  @Test
  void aUserIsKnownByACertificate() throws Exception {
    Instant now = Instant.now();
    KeyPair keys = SelfSigned.newKeys();
    X509Certificate user =
        new SelfSigned("user", "urn:user", List.of(), now.minusSeconds(60), now.plusSeconds(600))
            .certificate(keys);
    Files.writeString(
        secrets.resolve("user.pem"), new PemFile(keys.getPrivate(), List.of(user)).text());
    open(settings("Basic256Sha256").put("userCertificateFile", "user.pem"));
    trust();
    awaitRead();
  }

  /** As when a switch is restarted: the values of these seconds come after all. */
  @Test
  void aSubscriptionIsCarriedOnAndNothingIsMissing() {
    Relay relay = Relay.to(port);
    opened.add(relay);
    open(
        settings("Basic256Sha256").put("endpoint", "opc.tcp://127.0.0.1:" + relay.port()), "count");
    trust();
    awaitRead();
    relay.mode(Relay.Mode.SWALLOW);
    await().atMost(PATIENCE).until(() -> !recorder.isConnected());
    relay.mode(Relay.Mode.PASS);
    await().atMost(PATIENCE).until(() -> recorder.isConnected());
    int resumed = recorder.samples().size();
    await().atMost(PATIENCE).until(() -> recorder.samples().size() > resumed + 150);
    List<Long> counts =
        recorder.samples().stream()
            .map(sample -> (long) sample.value().number().orElseThrow())
            .dropWhile(count -> count == 0)
            .toList();
    assertThat(counts)
        .isEqualTo(
            LongStream.range(0, counts.size()).map(i -> counts.getFirst() + i).boxed().toList());
    assertThat(recorder.states()).endsWith("connected", "disconnected", "resumed");
  }

  /** By the thumbprint that the refusal names. */
  private void trust() {
    await().atMost(PATIENCE).until(() -> recorder.reason().contains("nobody trusts yet"));
    String thumbprint = recorder.reason().replaceFirst("(?s).*thumbprint ([0-9a-f]{40}).*", "$1");
    TrustFolder.Entry trusted = ServerTrust.folder().trust(thumbprint);
    assertThat(TrustFolder.thumbprint(trusted.certificate())).isEqualTo(thumbprint);
  }

  private void awaitRead() {
    await().atMost(PATIENCE).until(() -> !recorder.samples().isEmpty());
  }

  private static ObjectNode settings(String policy) {
    return Sources.settings("opc.tcp://127.0.0.1:" + port)
        .put("security", policy)
        .put("serverName", "*");
  }

  private Connector.Connection open(ObjectNode settings) {
    return open(settings, "pressure");
  }

  private Connector.Connection open(ObjectNode settings, String signal) {
    recorder = new Recorder();
    Connector.Connection connection =
        new OpcUaConnector(InstantSource.system())
            .open(Sources.inNamespace(1, settings, signal), recorder);
    opened.add(connection);
    return connection;
  }
}

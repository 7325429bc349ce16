package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.contract.Relay;
import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.connector.opcua.simulator.ServerSecurity;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.connector.peer.PemFile;
import io.orilla.connector.peer.TrustFolder;
import io.orilla.model.signal.Sample;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Security as OPC 10000-4, 6.1 and 7.40, have it, towards Milo's server. */
class SecurityTest {
  private static final String URI = "urn:orilla:simulator:server";
  private static final String USER = "operator";
  private static final String PASSWORD = "größer als 8";
  private static KeyPair keys;
  private static byte[] ownCertificate;

  @TempDir Path secrets;

  private final Recorder recorder = new Recorder();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<X509Certificate> clients = new CopyOnWriteArrayList<>();
  private Predicate<X509Certificate> clientTrust = client -> true;
  private Predicate<X509Certificate> userTrust = user -> true;
  private Instant now = Instant.now();

  @BeforeAll
  static void makeKeys(@TempDir Path folder) throws Exception {
    keys = SelfSigned.newKeys();
    System.setProperty(NodeFiles.FOLDER, folder.toString());
    ClientCertificate.ofNode(InstantSource.system());
    ownCertificate = Files.readAllBytes(folder.resolve("opcua/own.pem"));
  }

  /** With a node's certificate that is not made anew each time. */
  @BeforeEach
  void useFolder() throws IOException {
    System.setProperty(NodeFiles.FOLDER, secrets.toString());
    Files.createDirectory(secrets.resolve("opcua"));
    Files.write(secrets.resolve("opcua/own.pem"), ownCertificate);
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
    "Basic256Sha256, SignAndEncrypt",
    "Basic256Sha256, Sign",
    "Aes128_Sha256_RsaOaep, SignAndEncrypt",
    "Aes256_Sha256_RsaPss, SignAndEncrypt",
    "Aes256_Sha256_RsaPss, Sign",
    "Basic256, SignAndEncrypt",
    "Basic128Rsa15, SignAndEncrypt"
  })
  void eachPolicyIsSpoken(String policy, String mode) throws Exception {
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    trust(certificate);
    OpcUaSimulator server = start(certificate);
    open(settings(server, policy).put("mode", mode));
    awaitConnected();
    assertThat(clients).isNotEmpty();
  }

  @Test
  void anUntrustedServerIsRefusedUntilATechnicianTrustsIt() throws Exception {
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    OpcUaSimulator server = start(certificate);
    open(settings(server, "Basic256Sha256"));
    String thumbprint = TrustFolder.thumbprint(certificate);
    awaitRefused("shows a certificate that nobody trusts yet");
    assertThat(recorder.reason())
        .contains("thumbprint " + thumbprint)
        .contains("SHA-256 " + TrustFolder.fingerprint(certificate))
        .contains("'orilla node trust " + thumbprint.substring(0, 8) + "'")
        .contains(secrets.resolve("opcua/rejected").toString());
    ServerTrust.folder().trust(thumbprint.substring(0, 8));
    awaitConnected();
  }

  @Test
  void aSourceMayNameTheFingerprint() throws Exception {
    X509Certificate certificate = certificate(URI, "plc-7");
    OpcUaSimulator server = start(certificate);
    open(
        settings(server, "Basic256Sha256")
            .put("serverFingerprint", TrustFolder.fingerprint(certificate))
            .put("serverName", "*"));
    awaitConnected();
  }

  @Test
  void anAuthoritysWordIsEnough() throws Exception {
    TestAuthority authority = TestAuthority.made();
    trust(authority.certificate());
    OpcUaSimulator server = start(authority.issued(keys, URI, "127.0.0.1"));
    open(settings(server, "Basic256Sha256"));
    awaitConnected();
  }

  @Test
  void whatAnAuthorityTookBackIsRefused() throws Exception {
    TestAuthority authority = TestAuthority.made();
    X509Certificate certificate = authority.issued(keys, URI, "127.0.0.1");
    trust(authority.certificate());
    Files.write(secrets.resolve("opcua/trusted/ca.crl"), authority.tookBack(certificate));
    open(settings(start(certificate), "Basic256Sha256"));
    awaitRefused("shows a certificate that CN=Plant took back");
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    X509Certificate certificate =
        new SelfSigned("plc", URI, List.of("127.0.0.1"), now.minus(days(9)), now.minus(days(1)))
            .certificate(keys);
    trust(certificate);
    open(settings(start(certificate), "Basic256Sha256"));
    awaitRefused("shows a certificate that ended ");
    assertThat(recorder.reason()).endsWith("; renew it at the server");
  }

  @Test
  void aClockThatIsWrongIsNamed() throws Exception {
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    trust(certificate);
    OpcUaSimulator server = start(certificate);
    now = Instant.EPOCH;
    open(settings(server, "Basic256Sha256"));
    awaitRefused("while it is 1970-01-01T00:00:00Z here; set the clock");
  }

  @Test
  void anotherHostsCertificateIsRefusedUnlessTheSourceNamesIt() throws Exception {
    X509Certificate certificate = certificate(URI, "plc-7.hall-1");
    trust(certificate);
    OpcUaSimulator server = start(certificate);
    open(settings(server, "Basic256Sha256"));
    awaitRefused("shows a certificate for [plc-7.hall-1], not for 127.0.0.1");
    assertThat(recorder.reason()).endsWith("set settings.serverName to 'plc-7.hall-1'");
    open(settings(server, "Basic256Sha256").put("serverName", "plc-7.hall-1"));
    awaitConnected();
  }

  @Test
  void anotherApplicationsCertificateIsRefused() throws Exception {
    X509Certificate certificate = certificate("urn:another", "127.0.0.1");
    trust(certificate);
    open(settings(start(certificate), "Basic256Sha256"));
    awaitRefused("is the application " + URI + ", but shows the certificate of [urn:another]");
  }

  @Test
  void noWeakerEndpointIsTakenInPlaceOfTheWantedOne() {
    OpcUaSimulator server = OpcUaSimulator.start(0, Map.of(), HandOver.UNNOTICED);
    opened.add(server);
    open(settings(server, "Aes256_Sha256_RsaPss"));
    awaitRefused(
        "offers no endpoint with security Aes256_Sha256_RsaPss, mode SignAndEncrypt; it offers [None]");
  }

  @Test
  void aServerThatDoesNotTrustTheNodeIsToldWithTheRemedy() throws Exception {
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    trust(certificate);
    clientTrust = client -> false;
    open(settings(start(certificate), "Basic256Sha256"));
    awaitRefused("does not trust this node's certificate, thumbprint ");
    assertThat(recorder.reason()).contains(secrets.resolve("opcua/own.der").toString());
    clientTrust = client -> true;
    awaitConnected();
  }

  @Test
  void theNodesCertificateIsMadeOnceAndForItselfAlone() throws Exception {
    Files.delete(secrets.resolve("opcua/own.pem"));
    ClientCertificate first = ClientCertificate.ofNode(() -> now);
    ClientCertificate again = ClientCertificate.ofNode(() -> now);
    assertThat(again.certificates()).isEqualTo(first.certificates()).hasSize(1);
    assertThat(ClientCertificate.uri(first.newest())).matches("urn:.+:orilla:node:[0-9a-f-]{36}");
    assertThat(Files.getPosixFilePermissions(secrets.resolve("opcua/own.pem"))).hasSize(2);
    assertThat(Files.readAllBytes(first.file())).isEqualTo(first.newest().getEncoded());
  }

  /** Whoever trusted the last one by hand has to be asked, and is not there at night. */
  @Test
  void aRenewedCertificateThatIsNotTrustedYetGivesWayToTheLast() throws Exception {
    Files.delete(secrets.resolve("opcua/own.pem"));
    ClientCertificate old = ClientCertificate.ofNode(() -> now.minus(days(5 * 365 - 100)));
    ClientCertificate renewed = ClientCertificate.ofNode(() -> now);
    assertThat(renewed.newest()).isNotEqualTo(old.newest());
    assertThat(ClientCertificate.uri(renewed.newest()))
        .isEqualTo(ClientCertificate.uri(old.newest()));
    assertThat(renewed.earlier(now)).containsExactly(old.newest());
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    trust(certificate);
    clientTrust = old.newest()::equals;
    open(settings(start(certificate), "Basic256Sha256"));
    awaitConnected();
    assertThat(clients).contains(renewed.newest(), old.newest());
  }

  @Test
  void aUserIsKnownByThePasswordInTheNodesSecrets() throws Exception {
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    trust(certificate);
    OpcUaSimulator server = start(certificate);
    Files.writeString(secrets.resolve("plc"), "wrong\n");
    open(settings(server, "Basic256Sha256").put("username", USER).put("passwordFile", "plc"));
    awaitRefused("refuses the user 'operator'; check settings.username and the file plc");
    Files.writeString(secrets.resolve("plc"), PASSWORD + "\n");
    awaitConnected();
  }

  @Test
  void aPasswordIsNeverSentInTheClear() throws Exception {
    OpcUaSimulator server = start(certificate(URI, "127.0.0.1"));
    Files.writeString(secrets.resolve("plc"), PASSWORD);
    open(settings(server, "None").put("username", USER).put("passwordFile", "plc"));
    awaitRefused(
        "offers no endpoint with a user of the kind UserName that is safe there; it offers [Anonymous, UserName by None]");
  }

  @Test
  void aUserIsKnownByACertificate() throws Exception {
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    trust(certificate);
    X509Certificate user =
        new SelfSigned(USER, "urn:user", List.of(), now.minus(days(1)), now.plus(days(1)))
            .certificate(keys);
    PemFile credential = new PemFile(keys.getPrivate(), List.of(user));
    Files.writeString(secrets.resolve("user.pem"), credential.text());
    userTrust = shown -> false;
    open(settings(start(certificate), "Basic256Sha256").put("userCertificateFile", "user.pem"));
    awaitRefused("refuses the user's certificate in user.pem");
    userTrust = user::equals;
    awaitConnected();
  }

  @Test
  void aUserIsOneOrTheOther() {
    ObjectNode both =
        Sources.settings("opc.tcp://h:1").put("username", USER).put("userCertificateFile", "x");
    assertThatThrownBy(() -> open(both))
        .hasMessageContaining("a user has a username or a userCertificateFile, not both");
  }

  @Test
  void aFileThatIsNoCredentialSaysWhatItMustBe() throws Exception {
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    trust(certificate);
    Files.writeString(
        secrets.resolve("user.pem"),
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    open(settings(start(certificate), "Basic256Sha256").put("userCertificateFile", "user.pem"));
    awaitRefused("it has a RSA PRIVATE KEY; convert it with: openssl pkcs8");
  }

  /** As when a switch is restarted: the server keeps the values, and nothing is missing after. */
  @Test
  void whatTheServerKeptMeanwhileIsNotLost() throws Exception {
    X509Certificate certificate = certificate(URI, "127.0.0.1");
    trust(certificate);
    OpcUaSimulator server = start(certificate);
    Relay relay = Relay.to(server.port());
    opened.add(relay);
    open(Sources.settings("opc.tcp://127.0.0.1:" + relay.port()).put("security", "Basic256Sha256"));
    awaitConnected();
    serve(server, 0, 20);
    relay.mode(Relay.Mode.SWALLOW);
    serve(server, 20, 40);
    await().atMost(Duration.ofSeconds(30)).until(() -> !recorder.isConnected());
    serve(server, 40, 60);
    relay.mode(Relay.Mode.PASS);
    await().atMost(Duration.ofSeconds(30)).until(() -> recorder.samples().size() >= 61);
    serve(server, 60, 80);
    await().atMost(Duration.ofSeconds(30)).until(() -> recorder.samples().size() >= 81);
    assertThat(recorder.samples().stream().skip(1).map(Sample::sourceTime))
        .isEqualTo(LongStream.range(0, 80).mapToObj(SecurityTest::time).toList());
    assertThat(recorder.states()).containsExactly("connected", "disconnected", "resumed");
  }

  private static void serve(OpcUaSimulator server, int from, int to) {
    for (int count = from; count < to; count++) {
      server.serve(List.of(new ServedValue("pressure", Variant.ofDouble(count), time(count), 0)));
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static long time(long count) {
    return (count + 1_700_000_000L) * 1_000_000;
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private X509Certificate certificate(String uri, String host) throws GeneralSecurityException {
    return new SelfSigned("plc", uri, List.of(host), now.minus(days(1)), now.plus(days(1)))
        .certificate(keys);
  }

  private void trust(X509Certificate certificate) throws Exception {
    Path trusted = Files.createDirectories(secrets.resolve("opcua/trusted"));
    Files.write(trusted.resolve("one.der"), certificate.getEncoded());
  }

  private OpcUaSimulator start(X509Certificate certificate) {
    ServerSecurity security =
        new ServerSecurity(
            keys,
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

  private static ObjectNode settings(OpcUaSimulator server, String security) {
    return Sources.settings(server.endpoint()).put("security", security);
  }

  private void open(ObjectNode settings) {
    InstantSource clock = () -> now;
    opened.add(new OpcUaConnector(clock).open(Sources.of(settings, "pressure"), recorder));
  }

  private void awaitConnected() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> recorder.isConnected() && !recorder.samples().isEmpty());
  }

  private void awaitRefused(String reason) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(recorder.reason()).contains(reason));
  }
}

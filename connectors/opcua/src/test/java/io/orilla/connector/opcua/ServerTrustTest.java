package io.orilla.connector.opcua;

import static io.orilla.connector.opcua.SecuredServer.URI;
import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.peer.TrustFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers a node trusts, by what they show (OPC 10000-4, 6.1.3), towards Milo's server. */
class ServerTrustTest {
  @TempDir private Path secrets = Path.of("");
  private SecuredServer plc;

  @BeforeEach
  void open() throws Exception {
    plc = new SecuredServer(secrets);
  }

  @AfterEach
  void close() throws Exception {
    plc.close();
  }

  @Test
  void anUntrustedServerIsRefusedUntilATechnicianTrustsIt() throws Exception {
    X509Certificate certificate = plc.certificate(URI, "127.0.0.1");
    OpcUaSimulator server = plc.start(certificate);
    plc.open(SecuredServer.settings(server, "Basic256Sha256"));
    String thumbprint = TrustFolder.thumbprint(certificate);
    plc.awaitRefused("shows a certificate that nobody trusts yet");
    assertThat(plc.recorder().reason())
        .contains("thumbprint " + thumbprint)
        .contains("SHA-256 " + TrustFolder.fingerprint(certificate))
        .contains("'orilla node trust " + thumbprint.substring(0, 8) + "'")
        .contains(secrets.resolve("opcua/rejected").toString());
    ServerTrust.folder().trust(thumbprint.substring(0, 8));
    plc.awaitConnected();
  }

  @Test
  void aSourceMayNameTheFingerprint() throws Exception {
    X509Certificate certificate = plc.certificate(URI, "plc-7");
    OpcUaSimulator server = plc.start(certificate);
    plc.open(
        SecuredServer.settings(server, "Basic256Sha256")
            .put("serverFingerprint", TrustFolder.fingerprint(certificate))
            .put("serverName", "*"));
    plc.awaitConnected();
  }

  @Test
  void anAuthoritysWordIsEnough() throws Exception {
    TestAuthority authority = TestAuthority.made();
    plc.trust(authority.certificate());
    OpcUaSimulator server = plc.start(authority.issued(plc.keyPair(), URI, "127.0.0.1"));
    plc.open(SecuredServer.settings(server, "Basic256Sha256"));
    plc.awaitConnected();
  }

  @Test
  void whatAnAuthorityTookBackIsRefused() throws Exception {
    TestAuthority authority = TestAuthority.made();
    X509Certificate certificate = authority.issued(plc.keyPair(), URI, "127.0.0.1");
    plc.trust(authority.certificate());
    Files.write(secrets.resolve("opcua/trusted/ca.crl"), authority.tookBack(certificate));
    plc.open(SecuredServer.settings(plc.start(certificate), "Basic256Sha256"));
    plc.awaitRefused("shows a certificate that CN=Plant took back");
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    X509Certificate certificate =
        new SelfSigned(
                "plc",
                URI,
                List.of("127.0.0.1"),
                plc.now().minus(days(9)),
                plc.now().minus(days(1)))
            .certificate(plc.keyPair());
    plc.trust(certificate);
    plc.open(SecuredServer.settings(plc.start(certificate), "Basic256Sha256"));
    plc.awaitRefused("shows a certificate that expired ");
    assertThat(plc.recorder().reason()).endsWith("; renew it at the server");
  }

  @Test
  void aClockThatIsWrongIsNamed() throws Exception {
    OpcUaSimulator server = plc.startTrusted();
    plc.now(Instant.EPOCH);
    plc.open(SecuredServer.settings(server, "Basic256Sha256"));
    plc.awaitRefused("while it is 1970-01-01T00:00:00Z here; set the clock");
  }

  @Test
  void anotherHostsCertificateIsRefusedUnlessTheSourceNamesIt() throws Exception {
    X509Certificate certificate = plc.certificate(URI, "plc-7.hall-1");
    plc.trust(certificate);
    OpcUaSimulator server = plc.start(certificate);
    plc.open(SecuredServer.settings(server, "Basic256Sha256"));
    plc.awaitRefused("shows a certificate for [plc-7.hall-1], not for 127.0.0.1");
    assertThat(plc.recorder().reason()).endsWith("set settings.serverName to 'plc-7.hall-1'");
    plc.open(SecuredServer.settings(server, "Basic256Sha256").put("serverName", "plc-7.hall-1"));
    plc.awaitConnected();
  }

  @Test
  void anotherApplicationsCertificateIsRefused() throws Exception {
    X509Certificate certificate = plc.certificate("urn:another", "127.0.0.1");
    plc.trust(certificate);
    plc.open(SecuredServer.settings(plc.start(certificate), "Basic256Sha256"));
    plc.awaitRefused("is the application " + URI + ", but shows the certificate of [urn:another]");
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}

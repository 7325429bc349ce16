package io.orilla.connector.opcua;

import static io.orilla.connector.opcua.SecuredServer.PASSWORD;
import static io.orilla.connector.opcua.SecuredServer.URI;
import static io.orilla.connector.opcua.SecuredServer.USER;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.peer.PemFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As whom a source asks (OPC 10000-4, 7.40), towards Milo's server. */
class SourceUserTest {
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
  void aUserIsKnownByThePasswordInTheNodesSecrets() throws Exception {
    OpcUaSimulator server = plc.startTrusted();
    Files.writeString(secrets.resolve("plc"), "wrong\n");
    plc.open(
        SecuredServer.settings(server, "Basic256Sha256")
            .put("username", USER)
            .put("passwordFile", "plc"));
    plc.awaitRefused("refuses the user 'operator'; check settings.username and the file plc");
    Files.writeString(secrets.resolve("plc"), PASSWORD + "\n");
    plc.awaitConnected();
  }

  @Test
  void aPasswordIsNeverSentInTheClear() throws Exception {
    OpcUaSimulator server = plc.start(plc.certificate(URI, "127.0.0.1"));
    Files.writeString(secrets.resolve("plc"), PASSWORD);
    plc.open(
        SecuredServer.settings(server, "None").put("username", USER).put("passwordFile", "plc"));
    plc.awaitRefused(
        "offers no endpoint with a user of the kind UserName that is safe there; it offers"
            + " [Anonymous, UserName by None]");
  }

  @Test
  void aUserIsKnownByACertificate() throws Exception {
    X509Certificate user =
        new SelfSigned(
                USER, "urn:user", List.of(), plc.now().minus(days(1)), plc.now().plus(days(1)))
            .certificate(plc.keyPair());
    PemFile credential = new PemFile(plc.keyPair().getPrivate(), List.of(user));
    Files.writeString(secrets.resolve("user.pem"), credential.text());
    plc.trustsUsers(shown -> false);
    plc.open(
        SecuredServer.settings(plc.startTrusted(), "Basic256Sha256")
            .put("userCertificateFile", "user.pem"));
    plc.awaitRefused("refuses the user's certificate in user.pem");
    plc.trustsUsers(user::equals);
    plc.awaitConnected();
  }

  @Test
  void aUserIsOneOrTheOther() {
    ObjectNode both =
        Sources.settings("opc.tcp://h:1").put("username", USER).put("userCertificateFile", "x");
    assertThatThrownBy(() -> plc.open(both))
        .hasMessageContaining("a user has a username or a userCertificateFile, not both");
  }

  @Test
  void aFileThatIsNoCredentialSaysWhatItMustBe() throws Exception {
    Files.writeString(
        secrets.resolve("user.pem"),
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    plc.open(
        SecuredServer.settings(plc.startTrusted(), "Basic256Sha256")
            .put("userCertificateFile", "user.pem"));
    plc.awaitRefused("it has a RSA PRIVATE KEY; convert it with: openssl pkcs8");
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}

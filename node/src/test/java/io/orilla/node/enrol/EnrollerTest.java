package io.orilla.node.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.JoinToken;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FileDisk;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.uplink.Uplink;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnrollerTest {
  private static final ObjectName NODE = new ObjectName("hall-1");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void open() throws Exception {
    server = new TestServer(folder.resolve("server"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Enroller enroller(String home) throws Exception {
    Path path = folder.resolve(home);
    return new Enroller(path, new Documents(new FileDisk(path)), CLOCK);
  }

  @Test
  void aNodeThatJoinedIsKnownByItsCertificate() throws Exception {
    Identity identity = enroller("home").join(server.token(), NODE);
    assertThat(identity.node()).isEqualTo(NODE);
    try (Uplink uplink = new Uplink(identity.addresses(), identity.tls(), CLOCK)) {
      assertThat(status(uplink)).isEqualTo(304);
    }
    try (Uplink stranger =
        new Uplink(identity.addresses(), Tls.pinned(server.authority().fingerprint()), CLOCK)) {
      assertThat(status(stranger)).isEqualTo(403);
    }
  }

  private static int status(Uplink uplink) throws InterruptedException {
    return uplink
        .send("/node/v1/desired?wait=1s", HttpRequest.newBuilder(), Duration.ofSeconds(5))
        .statusCode();
  }

  @Test
  void theKeyIsReadableByItsOwnerAloneAndNeverLeavesTheHome() throws Exception {
    enroller("home").join(server.token(), NODE);
    Path key = folder.resolve("home/identity/key.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(Files.readString(folder.resolve("home/identity/enrolment.json")))
        .doesNotContain("PRIVATE");
  }

  @Test
  void aNodeThatJoinedStartsAgainWithItsUsedToken() throws Exception {
    String token = server.token();
    enroller("home").join(token, NODE);
    server.stop();
    assertThat(enroller("home").join(token, NODE).node()).isEqualTo(NODE);
  }

  @Test
  void aTokenWorksOnce() throws Exception {
    String token = server.token();
    enroller("home").join(token, NODE);
    assertThatThrownBy(() -> enroller("other").join(token, new ObjectName("hall-2")))
        .isInstanceOfSatisfying(
            OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_REFUSED))
        .hasMessage("this token is unknown or was used");
    assertThat(enroller("other").identity()).isEmpty();
  }

  @Test
  void anAttemptThatFailedIsRepeatedWithTheSameKey() throws Exception {
    Path key = folder.resolve("home/identity/key.pem");
    String token = server.token();
    server.stop();
    assertThatThrownBy(() -> enroller("home").join(token, NODE))
        .hasMessageContaining("the server does not answer (https://127.0.0.1:");
    String made = Files.readString(key);
    server.start();
    enroller("home").join(token, NODE);
    assertThat(Files.readString(key)).isEqualTo(made);
  }

  @Test
  void aServerWithAnotherAuthorityThanTheTokensIsNotSpokenTo() throws Exception {
    JoinToken token = JoinToken.decode(server.token());
    String forged =
        new JoinToken(token.addresses(), Digest.ofText("another"), token.secret()).encode();
    assertThatThrownBy(() -> enroller("home").join(forged, NODE))
        .hasMessageContaining("this is not the server the token was made on");
  }

  @Test
  void theFirstAddressThatAnswersIsTaken() throws Exception {
    JoinToken token = JoinToken.decode(server.token());
    JoinToken several =
        new JoinToken(
            List.of("https://127.0.0.1:1", server.address()), token.authority(), token.secret());
    assertThat(enroller("home").join(several.encode(), NODE).node()).isEqualTo(NODE);
  }

  @Test
  void whatIsNoTokenSaysHowToGetOne() {
    assertThatThrownBy(() -> enroller("home").join("hello", NODE))
        .hasMessageContaining("make one with 'orilla token'");
  }
}

package io.orilla.node.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.JoinToken;
import io.orilla.node.clock.TrustedTime;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FileDisk;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.AnswerListener;
import io.orilla.node.uplink.ProxyRoute;
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

  private static TrustedTime time(Path home) throws Exception {
    return new TrustedTime(new Documents(new FileDisk(home)), CLOCK);
  }

  private Enroller enroller(String home) throws Exception {
    Path path = folder.resolve(home);
    return new Enroller(path, time(path), ProxyRoute.DIRECT, CLOCK);
  }

  @Test
  void aNodeThatJoinedIsKnownByItsCertificate() throws Exception {
    Identity identity = enroller("home").join(server.token(), NODE);
    assertThat(identity.node()).isEqualTo(NODE);
    Access access = identity.access(time(folder), ProxyRoute.DIRECT);
    assertThat(status(access)).isEqualTo(304);
    Access stranger =
        new Access(
            access.addresses(),
            Tls.pinned(server.authority().fingerprint(), time(folder)),
            ProxyRoute.DIRECT);
    assertThat(status(stranger)).isEqualTo(403);
  }

  private static int status(Access access) throws InterruptedException {
    try (Uplink uplink = new Uplink(() -> access, AnswerListener.NONE, CLOCK)) {
      return uplink
          .send("/node/v1/desired?wait=1s", HttpRequest.newBuilder(), Duration.ofSeconds(5))
          .statusCode();
    }
  }

  @Test
  void theKeyIsReadableByItsOwnerAlone() throws Exception {
    enroller("home").join(server.token(), NODE);
    Path kept = folder.resolve("home/identity/current.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(kept)).contains("-----BEGIN PRIVATE KEY-----");
  }

  @Test
  void aDamagedIdentityIsReplacedByTheOneBefore() throws Exception {
    String second = server.token();
    enroller("home").join(server.token(), NODE);
    enroller("home").join(second, NODE);
    Path kept = folder.resolve("home/identity/current.json");
    Files.writeString(kept, Files.readString(kept).substring(0, 100));
    assertThat(enroller("home").identity().orElseThrow().node()).isEqualTo(NODE);
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
    Path key = folder.resolve("home/identity/next-key.pem");
    String token = server.token();
    server.stop();
    assertThatThrownBy(() -> enroller("home").join(token, NODE))
        .hasMessageContaining("the server does not answer (https://127.0.0.1:");
    String made = Files.readString(key);
    server.start();
    enroller("home").join(token, NODE);
    assertThat(key).doesNotExist();
    assertThat(Files.readString(folder.resolve("home/identity/current.json")))
        .contains(made.lines().toList().get(1));
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

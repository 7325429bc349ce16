package io.orilla.connector.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.model.connector.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a connector does besides, whose peers ask who comes, or prove who they are: it says what is
 * wrong and what to do, asks ever more seldom, keeps secrets to itself, and needs nobody to start
 * it again when all is right.
 */
public abstract class GuardedContract extends ConnectorContract {
  /** The user that a peer knows. */
  protected static final String USER = "reader";

  /** The file of the node's secrets with his password. */
  protected static final String SECRET_FILE = "peer.password";

  protected static final String AUTHORITY = "authority.crt";

  private static final String RIGHT = "right-77ab2c";
  private static final String WRONG = "wrong-3f9c1d";
  private static final int ATTEMPTS = 4;
  private static final Duration FOUR_ATTEMPTS_LAST = Duration.ofMillis(900);
  private static final Duration YESTERDAY = Duration.ofDays(1);
  private static final Duration TEN_DAYS = Duration.ofDays(10);

  @TempDir Path secrets;
  private @Nullable PeerAuthority authority;

  /** Plays a peer that lets in {@link #USER} with this secret alone. */
  protected abstract PlayedPeer playAsking(String secret, int port, List<String> signals)
      throws Exception;

  /** Settings that bring {@link #USER} and the secret in {@link #SECRET_FILE}. */
  protected abstract ObjectNode known(int port);

  /**
   * Plays whoever shows a certificate by this protocol, one that the other side trusts and that
   * holds for five days.
   */
  protected abstract PlayedPeer playShowing(Instant begins, int port, List<String> signals)
      throws Exception;

  /** Settings that want to see it. */
  protected abstract ObjectNode trusting(int port);

  /** How often it calls its peer to find out that it is refused once. */
  protected int callsOfAnAttempt() {
    return 1;
  }

  @BeforeEach
  void keepSecrets() {
    System.setProperty(NodeFiles.FOLDER, secrets.toString());
  }

  @AfterEach
  void forgetSecrets() {
    System.clearProperty(NodeFiles.FOLDER);
  }

  /** The folder of the node's secrets. */
  protected final Path secrets() {
    return secrets;
  }

  /** A certificate (PEM) of the authority that is {@link #AUTHORITY} among the node's secrets. */
  protected final PeerCertificate issue(Instant begins)
      throws IOException, GeneralSecurityException {
    PeerAuthority issuing = authority == null ? new PeerAuthority(secrets) : authority;
    authority = issuing;
    return issuing.issue(begins);
  }

  private void putSecret(String secret) throws IOException {
    Files.writeString(secrets.resolve(SECRET_FILE), secret + "\n");
  }

  private PlayedPeer asking(String secret, int port) throws Exception {
    PlayedPeer peer = playAsking(secret, port, List.of("pressure"));
    opened.add(peer);
    return peer;
  }

  private PlayedPeer showing(Duration ago, int port) throws Exception {
    PlayedPeer peer = playShowing(Instant.now().minus(ago), port, List.of("pressure"));
    opened.add(peer);
    return peer;
  }

  private Connector.Connection openBy(ObjectNode settings) {
    Connector.Connection connection =
        connector(InstantSource.system()).open(source(settings, List.of("pressure")), recorder);
    opened.add(connection);
    return connection;
  }

  private void awaitReason(String... words) {
    patiently().untilAsserted(() -> assertThat(recorder.reason()).contains(words));
  }

  @Test
  void whoIsRefusedSaysWhatToDoAndTellsNoSecret() throws Exception {
    try (LogBook log = LogBook.open()) {
      putSecret(WRONG);
      PlayedPeer peer = asking(RIGHT, 0);
      openBy(known(peer.port()));
      awaitReason(SECRET_FILE, "among the node's secrets");
      assertThat(recorder.states()).containsExactly("disconnected");
      putSecret(RIGHT);
      peer.say("pressure", 2);
      timed("recover_ms after another secret", () -> awaitValue("pressure", 2));
      assertThat(log.lines()).isNotEmpty();
      assertThat(recorder.everything() + recorder.reason() + log.lines())
          .doesNotContain(WRONG)
          .doesNotContain(RIGHT);
    }
  }

  /** Many wrong passwords in a row lock an account, or look like a burglar. */
  @Test
  void whoIsRefusedAsksEverMoreSeldomUntilHeIsLetIn() throws Exception {
    putSecret(WRONG);
    PlayedPeer peer = asking(RIGHT, 0);
    if (hasNetwork()) {
      Relay relay = relay(peer);
      long began = System.nanoTime();
      openBy(known(relay.port()));
      patiently().until(() -> relay.calls() >= ATTEMPTS * callsOfAnAttempt());
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(FOUR_ATTEMPTS_LAST);
    } else {
      openBy(known(peer.port()));
    }
    awaitReason(SECRET_FILE);
    peer.close();
    awaitSaid(asking(WRONG, peer.port()), "pressure", 3);
  }

  @Test
  void anExpiredCertificateIsNamedAndNothingIsReadUntilItIsRenewed() throws Exception {
    PlayedPeer expired = showing(TEN_DAYS, 0);
    openBy(trusting(expired.port()));
    awaitReason("expired", "renew it");
    assertThat(recorder.everything()).containsOnly("disconnected");
    expired.close();
    awaitSaid(showing(YESTERDAY, expired.port()), "pressure", 4);
  }
}

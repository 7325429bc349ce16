package io.orilla.tests.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.node.Standing;
import io.orilla.node.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates end, and the nodes do not. */
final class CertificateTest {
  @TempDir Path folder;
  private Plant plant;

  @BeforeEach
  void open() throws Exception {
    plant = new Plant(folder);
    plant.join("box");
  }

  @AfterEach
  void close() {
    plant.close();
  }

  private void letPass(Duration time) {
    plant.serverClock.set(time);
    plant.nodeClock.set(time);
  }

  private static void awaitStanding(Node node, Standing standing) {
    await().until(() -> node.status().membership().standing() == standing);
  }

  private static Instant until(Node node) {
    return node.status().membership().certificateUntil();
  }

  @Test
  void aNodeRenewsItsCertificateInItsLastThirdAndOnlyThen() throws Exception {
    try (Node node = plant.start("box")) {
      awaitStanding(node, Standing.TRUSTED);
      Instant first = until(node);
      letPass(Duration.ofDays(50));
      Instant before = Instant.parse(plant.seen("lastSeen"));
      await().until(() -> Instant.parse(plant.seen("lastSeen")).isAfter(before));
      assertThat(until(node)).as("it is not time yet").isEqualTo(first);
      letPass(Duration.ofDays(70));
      await().until(() -> until(node).isAfter(first));
      await().until(() -> plant.seen("certificateUntil").startsWith(day(until(node))));
      awaitStanding(node, Standing.TRUSTED);
      assertThat(plant.box("box").resolve("identity/previous.json")).exists();
      assertThat(plant.box("box").resolve("identity/next.json")).doesNotExist();
    }
  }

  private static String day(Instant time) {
    return time.toString().substring(0, 10);
  }

  /** Reached twice a year: switched off in a cupboard, then taken back into use. */
  @Test
  void aNodeThatWasOffForAYearRenewsAndWorksOn() {
    letPass(Duration.ofDays(400));
    try (Node node = plant.start("box")) {
      awaitStanding(node, Standing.TRUSTED);
      assertThat(until(node)).isAfter(plant.nodeClock.instant());
      await().until(() -> !plant.seen("applied").isEmpty());
    }
  }

  /** Here it is the disk that does not take the new key. */
  @Test
  void aRenewalThatFailsIsTriedAgainAndLeavesTheOldCertificateWorking() throws Exception {
    Path inTheWay = plant.box("box").resolve("identity/next-key.pem");
    try (Node node = plant.start("box")) {
      awaitStanding(node, Standing.TRUSTED);
      Instant first = until(node);
      Files.createDirectory(inTheWay);
      letPass(Duration.ofDays(70));
      await().until(() -> node.status().membership().problem() != null);
      assertThat(until(node)).isEqualTo(first);
      awaitStanding(node, Standing.TRUSTED);
      Files.delete(inTheWay);
      await().until(() -> until(node).isAfter(first));
      await().until(() -> node.status().membership().problem() == null);
    }
  }

  /**
   * Power went between the answer and its use: the certificate given is tried at the next start.
   */
  @Test
  void aHalfDoneRenewalIsFinishedAfterARestart() throws Exception {
    Path identity = plant.box("box").resolve("identity");
    byte[] old = Files.readAllBytes(identity.resolve("current.json"));
    try (Node node = plant.start("box")) {
      awaitStanding(node, Standing.TRUSTED);
      letPass(Duration.ofDays(70));
      await().until(() -> Files.exists(identity.resolve("previous.json")));
    }
    byte[] renewed = Files.readAllBytes(identity.resolve("current.json"));
    Files.write(identity.resolve("current.json"), old);
    Files.write(identity.resolve("next.json"), renewed);
    try (Node node = plant.start("box")) {
      awaitStanding(node, Standing.TRUSTED);
      assertThat(Files.readAllBytes(identity.resolve("current.json"))).isEqualTo(renewed);
    }
  }

  /** A disk that was set back holds a certificate that has a successor: the node renews it. */
  @Test
  void aCertificateThatHasASuccessorMayOnlyRenew() throws Exception {
    Path identity = plant.box("box").resolve("identity");
    byte[] old = Files.readAllBytes(identity.resolve("current.json"));
    try (Node node = plant.start("box")) {
      awaitStanding(node, Standing.TRUSTED);
      letPass(Duration.ofDays(70));
      await().until(() -> Files.exists(identity.resolve("previous.json")));
    }
    Files.write(identity.resolve("current.json"), old);
    try (Node node = plant.start("box")) {
      awaitStanding(node, Standing.TRUSTED);
      assertThat(Files.readAllBytes(identity.resolve("current.json"))).isNotEqualTo(old);
    }
  }

  @Test
  void aRevokedNodeIsShutOutAtOnceAndGoesOnByItself() {
    try (Node node = plant.start("box")) {
      awaitStanding(node, Standing.TRUSTED);
      plant.post("nodes/" + Plant.NODE + "/revoke");
      awaitStanding(node, Standing.REVOKED);
      assertThat(plant.seen("standing")).isEqualTo("revoked");
      letPass(Duration.ofDays(80));
      await()
          .untilAsserted(
              () ->
                  assertThat(node.status().membership().problem())
                      .contains("was revoked; to take this box back"));
      assertThat(node.status().lanes()).allMatch(lane -> lane.account().balanced());
    }
  }

  @Test
  void aNameIsHandedToAnotherBoxAndTheOldOneIsShutOut() throws Exception {
    try (Node old = plant.start("box")) {
      awaitStanding(old, Standing.TRUSTED);
      plant.join("new-box", plant.token(Map.of("replace", Plant.NODE.text())));
      try (Node node = plant.start("new-box")) {
        awaitStanding(node, Standing.TRUSTED);
        awaitStanding(old, Standing.REVOKED);
        assertThat(plant.seen("standing")).isEqualTo("trusted");
        assertThat(node.status().epoch()).isNotEqualTo(old.status().epoch());
      }
    }
  }

  @Test
  void aRevokedBoxComesBackWithAToken() throws Exception {
    plant.post("nodes/" + Plant.NODE + "/revoke");
    String token = plant.token(Map.of("replace", Plant.NODE.text()));
    plant.join("box", token);
    plant.join("box", token);
    try (Node node = plant.start("box")) {
      awaitStanding(node, Standing.TRUSTED);
    }
  }
}

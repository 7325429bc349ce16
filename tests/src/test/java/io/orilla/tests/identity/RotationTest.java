package io.orilla.tests.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.node.Standing;
import io.orilla.node.Node;
import io.orilla.server.ServerCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The server's own keys change, and its nodes follow. */
final class RotationTest {
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

  private void rotate(String key) {
    plant.stopServer();
    int exit =
        new CommandLine(new ServerCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute("rotate", key, "--home", plant.serverHome().toString());
    assertThat(exit).isZero();
    plant.restartServer();
  }

  private String identity() throws Exception {
    return Files.readString(plant.box("box").resolve("identity/current.json"));
  }

  private static void awaitTrusted(Node node) {
    await().until(() -> node.status().membership().standing() == Standing.TRUSTED);
  }

  /** The meter is declared and taken away again: the node takes over a state for each. */
  private void awaitSteered(Node node) {
    plant.declareMeter();
    await().until(() -> node.status().sources().size() == 1);
    plant.withdrawMeter();
    await().until(() -> node.status().sources().isEmpty());
    assertThat(node.status().refusal()).isNull();
  }

  @Test
  void aLiveNodeFollowsBothRotations() throws Exception {
    try (Node node = plant.start("box")) {
      awaitTrusted(node);
      awaitSteered(node);
      rotate("authority");
      await().until(() -> Files.exists(plant.box("box").resolve("identity/previous.json")));
      awaitTrusted(node);
      awaitSteered(node);
      rotate("state-key");
      awaitSteered(node);
      rotate("authority");
      rotate("state-key");
      awaitSteered(node);
      awaitTrusted(node);
    }
  }

  /** Its authority and its key are two generations old: the chain leads to those of today. */
  @Test
  void aNodeThatWasOffDuringTheRotationsFollowsThemLater() throws Exception {
    plant.declareMeter();
    try (Node node = plant.start("box")) {
      await().until(() -> node.status().sources().size() == 1);
    }
    String before = identity();
    rotate("authority");
    rotate("state-key");
    rotate("authority");
    rotate("state-key");
    plant.stopServer();
    try (Node node = plant.start("box")) {
      await("it starts from what it kept").until(() -> node.status().sources().size() == 1);
      plant.restartServer();
      awaitTrusted(node);
      awaitSteered(node);
      await().until(() -> !identity().equals(before));
    }
    plant.stopServer();
    try (Node node = plant.start("box")) {
      assertThat(node.status().refusal()).as("the state kept is signed by the new key").isNull();
    }
    plant.restartServer();
  }

  @Test
  void aBoxJoinsWithATokenOfTheNewAuthorityAndWithOneOfTheOld() throws Exception {
    String old = plant.token(Map.of("replace", Plant.NODE.text()));
    rotate("authority");
    String fresh = plant.token(Map.of("replace", Plant.NODE.text()));
    plant.join("second-box", old);
    try (Node node = plant.start("second-box")) {
      awaitTrusted(node);
    }
    plant.join("third-box", fresh);
    try (Node node = plant.start("third-box")) {
      awaitTrusted(node);
    }
  }
}

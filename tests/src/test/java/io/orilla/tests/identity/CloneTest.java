package io.orilla.tests.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.node.Standing;
import io.orilla.node.Node;
import io.orilla.node.local.LaneStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two boxes from one disk are told from one box whose disk was set back. */
final class CloneTest {
  @TempDir Path folder;
  private Plant plant;

  @BeforeEach
  void open() throws Exception {
    plant = new Plant(folder);
    plant.join("box");
    plant.declareMeter();
    workOnce();
  }

  @AfterEach
  void close() {
    plant.close();
  }

  /** The node starts, delivers more than it had, and ends. */
  private JournalEpoch workOnce() {
    try (Node node = plant.start("box")) {
      awaitDelivered(node, delivered(node));
      return node.status().epoch();
    }
  }

  private static void awaitDelivered(Node node, long before) {
    await().until(() -> delivered(node) > before + 20);
  }

  private static long delivered(Node node) {
    return node.status().lanes().stream()
        .map(LaneStatus::account)
        .filter(account -> account.lane() == Lane.SIGNALS)
        .mapToLong(LaneAccount::delivered)
        .sum();
  }

  private void copy(String from, String to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(plant.box(from))) {
      files = all.toList();
    }
    for (Path file : files) {
      Path target = plant.box(to).resolve(plant.box(from).relativize(file));
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    }
  }

  private void remove(String box) throws IOException {
    try (Stream<Path> all = Files.walk(plant.box(box))) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void awaitStanding(Node node, Standing standing) {
    await().until(() -> node.status().membership().standing() == standing);
  }

  @Test
  void twoBoxesFromOneDiskAreQuarantinedUntilOneJoinsAnew() throws Exception {
    copy("box", "copy");
    try (Node copy = plant.start("copy")) {
      try (Node box = plant.start("box")) {
        awaitStanding(box, Standing.QUARANTINED);
        awaitStanding(copy, Standing.QUARANTINED);
        assertThat(box.status().epoch()).isNotEqualTo(copy.status().epoch());
        assertThat(plant.seen("standing")).isEqualTo("quarantined");
        assertThat(plant.seen("quarantine"))
            .startsWith("two boxes speak as 'hall-1'")
            .endsWith("orilla token --replace hall-1'");
      }
      plant.join("box", plant.token(Map.of("replace", Plant.NODE.text())));
      try (Node box = plant.start("box")) {
        awaitStanding(box, Standing.TRUSTED);
        awaitStanding(copy, Standing.REVOKED);
        awaitDelivered(box, 0);
        assertThat(plant.seen("standing")).isEqualTo("trusted");
      }
      assertThat(copy.status().lanes()).allMatch(lane -> lane.account().balanced());
    }
  }

  /** A backup of the box's disk: what was made since is named, and nobody is suspected. */
  @Test
  void aBoxWhoseJournalWasSetBackBeginsANewEpoch() throws Exception {
    copy("box", "yesterday");
    JournalEpoch before = workOnce();
    workOnce();
    remove("box");
    copy("yesterday", "box");
    try (Node box = plant.start("box")) {
      await().until(() -> !box.status().epoch().equals(before));
      awaitDelivered(box, 0);
      awaitStanding(box, Standing.TRUSTED);
    }
    JournalEpoch since = workOnce();
    assertThat(workOnce()).isEqualTo(since);
    assertThat(plant.seen("standing")).isEqualTo("trusted");
    assertThat(plant.events()).contains("dropped", since.id().toString());
  }
}

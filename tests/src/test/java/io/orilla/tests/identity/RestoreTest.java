package io.orilla.tests.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.node.Standing;
import io.orilla.node.Node;
import io.orilla.server.backup.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Yesterday's backup comes back under nodes that live on. */
final class RestoreTest {
  @TempDir Path folder;
  private Plant plant;

  @BeforeEach
  void open() throws Exception {
    plant = new Plant(folder);
    plant.join("box");
    plant.declareMeter();
  }

  @AfterEach
  void close() {
    plant.close();
  }

  private Path backup() {
    Path backup = folder.resolve("backup");
    try (OrillaClient client = plant.client()) {
      client.post("backups", Map.of("folder", backup.toString()));
    }
    return backup;
  }

  private void restore(Path backup) throws IOException {
    plant.stopServer();
    List<Path> all;
    try (Stream<Path> files = Files.walk(plant.serverHome())) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
    Restore.into(plant.serverHome(), backup, Instant.now());
    plant.restartServer();
  }

  /** The numbers of the meter that are in the table, sorted. */
  private List<Long> stored() {
    List<Long> numbers = new ArrayList<>();
    try (OrillaClient client = plant.client()) {
      JsonNode rows = client.get("tables/raw.signals/rows?limit=10000");
      for (JsonNode row : rows.path("rows")) {
        numbers.add(number(rows, row));
      }
    }
    numbers.sort(Comparator.naturalOrder());
    return numbers;
  }

  private static long number(JsonNode rows, JsonNode row) {
    for (int i = 0; i < rows.path("columns").size(); i++) {
      JsonNode column = rows.path("columns").get(i);
      String name = column.isTextual() ? column.asText() : column.path("name").asText();
      if (name.equals("value_long")) {
        return row.get(i).asLong();
      }
    }
    throw new AssertionError("no such column: " + rows.path("columns"));
  }

  private void awaitStored(int more) {
    int enough = plant.meter.handed().size() + more;
    await().atMost(Duration.ofSeconds(30)).until(() -> stored().size() >= enough);
  }

  private void assertEachNumberIsStoredOnce() {
    List<Long> stored = stored();
    assertThat(stored).isEqualTo(plant.meter.handed().subList(0, stored.size()));
  }

  private boolean accountsBalance() {
    try (OrillaClient client = plant.client()) {
      for (JsonNode account : client.get("nodes/" + Plant.NODE).path("accounts")) {
        if (!account.path("balanced").asBoolean()) {
          return false;
        }
      }
      return true;
    }
  }

  @Test
  void nodesSendAgainWhatTheServerLostAndTakeOverItsStates() throws Exception {
    try (Node node = plant.start("box")) {
      awaitStored(20);
      Path backup = backup();
      JournalEpoch epoch = node.status().epoch();
      long known = node.status().desired().epoch();
      awaitStored(30);
      restore(backup);
      awaitStored(30);
      assertEachNumberIsStoredOnce();
      await().until(this::accountsBalance);
      await().until(() -> node.status().desired().epoch() > known);
      assertThat(node.status().refusal()).isNull();
      assertThat(node.status().epoch()).as("the node still held it all").isEqualTo(epoch);
    }
  }

  /** It is not on record, but its certificate is of this authority and of the lost time. */
  @Test
  void aNodeThatRenewedOrJoinedSinceTheBackupIsKnown() throws Exception {
    Path backup = backup();
    String token = plant.token(Map.of("replace", Plant.NODE.text()));
    plant.join("box", token);
    try (Node node = plant.start("box")) {
      awaitStored(5);
      restore(backup);
      awaitStored(5);
      assertThat(node.status().membership().standing()).isEqualTo(Standing.TRUSTED);
      assertEachNumberIsStoredOnce();
    }
  }

  @Test
  void aServerThatIsThereIsNotOverwritten() {
    Path backup = backup();
    assertThatThrownBy(() -> Restore.into(plant.serverHome(), backup, Instant.now()))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("holds a server; move it away first");
    assertThatThrownBy(() -> Restore.into(folder.resolve("other"), backup, Instant.now()))
        .hasMessageContaining("restore it there");
    assertThatThrownBy(this::backup).hasMessageContaining("is not empty");
  }
}
